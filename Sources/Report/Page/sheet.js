// The sheet of a project.

/** Most works that a sheet lists before it is asked for the others. */
const mostWorks = 10;

/** Further parts of a sheet; each makes one of a project. */
const sheetExtras = [];

function candidateSheet(index) {
  const candidate = figures.candidates[index];
  const { id, title, reason, status, decidedBy, programmed, survival, inTop } = candidate;
  const stand = t(`status-${status}`);
  return [
    el('h2', {}, foreign(capital(title))),
    el('p', {}, foreign(id), ' · ', foreign(placeOf(candidate)), ' · ',
      decidedBy ? foreign(t('statusBy', stand, decidedBy)) : stand,
      figures.programme && ' · ',
      figures.programme && (programmed ? t('inProgramme', programmed) : t('notInProgramme'))),
    el('p', {}, foreign(reason)),
    memberTable(candidate), gainTable(candidate), paymentTable(candidate), missTable(candidate),
    Number.isNaN(survival) ? null
      : el('p', {}, t('robustness', write.percent(survival), write.percent(inTop))),
    ...sheetExtras.map((make) => make(candidate)),
  ].filter(Boolean);
}

/** The works; those behind the first few fold out, and are all there in print. */
function memberTable({ members }) {
  const { workAsset, measure } = figures.columns;
  const rows = members.map(({ work, moving }) => {
    const asset = workAsset[work];
    return [
      el('span', {}, `${capital(typeName(asset))}, ${figures.measures[measure[work]]} `,
        el('small', {}, foreign(figures.columns.workID[work]))),
      plannedText(work), dueAndWindow(work),
      costOf(work), write.amount(moving),
    ];
  });
  const part = (caption, some) => table(caption,
    [t('work'), t('year'), t('dueAndWindow'), t('cost'), t('moving')], some,
    { numeric: (column) => column > 0 });
  const more = t('andMore', write.number(rows.length - mostWorks));
  return el('div', {}, part(t('worksTogether'), rows.slice(0, mostWorks)),
    rows.length > mostWorks
      ? el('details', {}, el('summary', {}, more), part(more, rows.slice(mostWorks))) : '');
}

/** What is saved in cash, and beside it what is valued. */
function gainTable(candidate) {
  const names = ['Excavation', 'Surface', 'Traffic', 'Plan', 'Tender', 'Setup'];
  const row = ([name, amount]) => [name, write.amount(amount)];
  const strong = (name, amount) => [el('strong', {}, name), el('strong', {}, write.amount(amount))];
  const cash = names.map((name, part) => [t(`saved${name}`), candidate.saved[part]]);
  const valued = [
    [t('savedNuisance'), candidate.saved[6]], [t('challengesRide'), challengesOf(candidate)],
    [t('movingWorks'), -candidate.moving], [t('cuttingSurfaces'), -candidate.cutting],
  ];
  const isThere = ([, amount]) => amount !== 0;
  return table(t('whatItGains', candidate.amountsYear), [t('part'), write.sign.trim()], [
    ...cash.filter(isThere).map(row), strong(t('savings'), cashSaved(candidate)),
    ...valued.filter(isThere).map(row), strong(t('netGain'), netGain(candidate)),
  ], { numeric: (column) => column > 0 });
}

/** Who pays in cash, and what of moving its own works is valued. */
function paymentTable({ payments }) {
  const rows = payments.map(({ party, alone, rioned, proRata, shapley, moving }) =>
    [foreign(party),
      ...[alone, rioned, proRata, shapley, moving].map((amount) => write.amount(amount))]);
  return table(t('whoPays'),
    [t('party'), t('alone'), t('ruleRioned'), t('ruleProRata'), t('ruleShapley'), t('movingOwn')], rows,
    { numeric: (column) => column > 0 });
}

function missTable({ misses }) {
  if (misses.length === 0) return null;
  const rows = misses.map(({ works, saving, reason }) => [
    foreign(works.map((work) => figures.columns.workID[work]).join(' + ')),
    write.amount(saving), foreign(reason),
  ]);
  return table(t('nearMisses'), [t('works'), t('together'), t('why')], rows,
    { numeric: (column) => column === 1 });
}
