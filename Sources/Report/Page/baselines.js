// The programme beside other ways of doing the same works within the same budgets.

/** Values of a figure of baselines.csv by way; undefined where there are none. */
const baselineFigure = (name) =>
  (figures.results?.ways.length ? figures.results.figures.find((figure) => figure.name === name)?.values : undefined);

/** A figure of a way; null where there is none. */
const figureOf = (name, way) =>
  baselineFigure(name)?.[figures.results.ways.indexOf(way)] ?? null;

/** Which figures stand under which heading. */
const baselineGroups = [
  ['groupDone', ['works_due', 'works_done', 'works_undone', 'works_moved', 'projects', 'street_openings',
    'couplings']],
  ['groupCash', ['cost_alone_eur', 'saved_eur', 'coupling_cost_eur', 'paid_eur', 'charged_eur', 'unspent_eur',
    'coupling_upkeep_eur', 'undone_cost_eur']],
  ['groupValued', ['nuisance_eur', 'coupling_effects_eur', 'moving_eur', 'risk_left_eur']],
];

function baselinesSection() {
  const { ways } = figures.results;
  if (!ways.length) return '';
  return el('section', { id: 'baselines' },
    el('h3', {}, t('baselinesTitle')), el('p', {}, t('baselinesText')),
    el('dl', { class: 'ways' }, ways.flatMap((way) =>
      [el('dt', {}, t(`way-${way}`)), el('dd', {}, t(`wayText-${way}`))])),
    baselinesTable(ways));
}

/** A table whose rows stand under headings, so that cash and valued effects are never taken for one. */
function baselinesTable(ways) {
  const group = ([key, names]) => el('tbody', {},
    el('tr', {}, el('th', { class: 'group', colspan: ways.length + 1, scope: 'rowgroup' }, t(key))),
    names.map((name) => figures.results.figures.find((figure) => figure.name === name))
      .filter((figure) => figure?.values.some((value) => value !== null)).map(baselineRow));
  const reached = el('tbody', {},
    el('tr', {}, el('th', { class: 'group', colspan: ways.length + 1, scope: 'rowgroup' }, t('groupReached'))),
    figures.themes.map(({ title }, theme) => shareRow(title, figures.results.reached.map((way) => way[theme]))),
    shareRow(t('allGround'), figures.results.reachedGround));
  return el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('baselinesTitle') },
    el('table', { class: 'ways' }, el('caption', {}, t('baselinesTitle')),
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, t('figure')),
        ways.map((way) => el('th', { scope: 'col', class: 'number' }, t(`way-${way}`))))),
      baselineGroups.map(group), reached));
}

const baselineRow = ({ title, meaning, isAmount, values }) => el('tr', {},
  el('th', { scope: 'row', title: meaning }, title),
  values.map((value) => el('td', { class: 'number' },
    value === null ? '–' : isAmount ? write.amount(value) : write.number(value))));

const shareRow = (title, shares) => el('tr', {}, el('th', { scope: 'row' }, title),
  shares.map((share) => el('td', { class: 'number' },
    share === null || share === undefined ? '–' : write.percent(share, 1))));

/** How far what was found is from the best that is possible, and what the difference consists of. */
function gapSection() {
  const { gap } = figures.results;
  if (!figures.candidates?.length) return '';
  const away = gap.bound === undefined ? null : gap.bound - gap.worth;
  const rows = [
    [t('gapWorth'), write.amount(gap.worth)], [t('gapLeading'), write.amount(gap.leading)],
    ...(away === null ? [] : [[t('gapBound'), write.amount(gap.bound)],
      [el('strong', {}, t('gapAway')), el('strong', {}, `${write.amount(away)} (${
        write.percent(gap.bound > 0 ? away / gap.bound : 0, 1)})`)]]),
    ...gap.parts.map(({ reason, amount }) => [t('gapPart', reason), write.amount(amount)]),
  ];
  return el('section', { id: 'gap' }, el('h3', {}, t('gapTitle')),
    gap.programme === undefined ? ''
      : el('p', {}, t(gap.programme > 0 ? 'gapProgramme' : 'gapBest', write.percent(gap.programme, 1)),
        gap.isCutByTime ? ` ${t('gapCut')}` : ''),
    el('p', {}, t('gapText')),
    table(t('gapProposals'), [t('part'), figures.currency], rows, { numeric: (column) => column > 0 }));
}
