// The city at a glance.

function drawOverview() {
  return [
    el('h2', {}, t('overviewTitle', figures.name)),
    el('ul', { class: 'facts' }, overviewFacts().map(([number, text, open]) => el('li', {},
      open ? el('button', { type: 'button', class: 'fact', onclick: open }, el('strong', {}, number), text)
        : [el('strong', {}, number), el('span', {}, text)]))),
    drawStory(), warningsNotice(),
    ...whatSumsLeaveOut().map((text) => el('p', {}, text)),
    themesChart(figures.themes), heightsChart(), bestPlaces(), bestProjects(),
  ];
}

/** The figures that stand first: each leads to what it consists of. */
function overviewFacts() {
  const { city, from, to, works } = figures;
  return [
    ...(hasNoYears() ? [] : [
      [write.shortAmount(works.due.cost), t('costOfWorks'),
        () => (figures.results ? openPage('brings', 'bridge') : openPage('coverage'))],
      [write.number(works.due.works), t('worksDue', from, to), openWorks]]),
    ...projectFacts(),
    ...(hasUndone() ? [[write.number(figures.columns.undoneWork.length), t('worksNotDone'), () => openUndone()]] : []),
    ...(hasNoYears() ? [[write.number(works.undated.works), t('worksUndated'), () => openPage('works')]] : []),
    [write.area(city.area), t('areaInPlaces', counted('placesFound', figures.neighbourhoods.length)),
      () => openPage('areas')],
  ];
}

/** Leads to the warnings about the sources, where there are any. */
const warningsNotice = () => (warnings().length ? el('p', {}, el('button', {
  id: 'warnings-notice', type: 'button', class: 'link', onclick: () => change({ tab: 'method' }),
}, t('warningsNotice', write.number(warnings().length)))) : '');

/** Which works the number and the cost of those due leave out, and which of them lie elsewhere. */
function whatSumsLeaveOut() {
  const { due, undated, later } = figures.works;
  return [
    due.withoutCost > 0 && t('costUnknown', counted('worksFound', due.withoutCost)),
    due.outside > 0 && t('dueOutside', write.number(due.outside), write.shortAmount(due.costOutside)),
    hasUndated() && t('undatedText', counted('worksFound', undated.works), write.shortAmount(undated.cost)),
    later.works > 0 && t('laterText', counted('worksFound', later.works), figures.to),
  ].filter(Boolean);
}

/** What projects save in cash: those that the programme does or, without one, those that are proposed. */
function projectFacts() {
  if (!figures.candidates?.length) return [];
  const done = figures.candidates.filter(({ programmed }) => !figures.programme || programmed);
  return [[write.shortAmount(sumOf(done.map(cashSaved))), t(
    figures.programme ? 'savedInProgramme' : 'savedIfAll', counted('candidatesFound', done.length)), openProjects],
  ...openingFacts()];
}

/** How often streets are opened by the programme, beside how often in the due years of the same works. */
function openingFacts() {
  if (!figures.programme || !(figures.openings?.inDueYears > 0)) return [];
  const { plan, inDueYears } = figures.openings;
  return [[write.number(plan), t('streetOpenings', write.number(inDueYears)),
    figures.streets.some((name) => name !== '') ? () => openPage('streets') : null]];
}

/** How far works reach a theme, beside how far they reach all ground. */
function reachOf(index) {
  const { coverage, chances } = figures;
  const last = coverage.cumulated.length - 1;
  const [reached, ground] = hasNoYears()
    ? [coverage.underWorks[index], coverage.groundUnderWorks]
    : [coverage.cumulated[last][index], coverage.cumulatedGround[last]];
  const challenged = coverage.challenged[index];
  const chance = coverage.ground > 0 ? ground / coverage.ground : null;
  const share = challenged > 0 ? reached / challenged : null;
  return { reached, share, chance, ratio: share !== null && chance > 0 ? share / chance : null, ...chances[index] };
}

/** A number of times what chance would give, with where it lies in 95 % of the draws. */
const timesChance = ({ ratio, low, high }) => (ratio === null ? '–'
  : write.number(ratio, 1) + (low == null ? '' : ` (${write.number(low, 1)}–${write.number(high, 1)})`));

function themesChart(themes) {
  const { coverage, city, works } = figures;
  const showsAnyYear = works.undated.works + works.later.works > 0;
  const rows = themes.map((theme, index) => {
    const reach = reachOf(index);
    return [
      theme.title, write.area(coverage.challenged[index]), write.percent(city.shares[index], 1),
      write.area(reach.reached),
      reach.share === null ? '–' : el('span', { class: 'bar-cell' },
        bar(reach.share, colours.work[2]), ' ', write.percent(reach.share, 1)),
      reach.chance === null ? '–' : write.percent(reach.chance, 1), timesChance(reach),
      ...(showsAnyYear ? [write.area(coverage.underWorks[index])] : []),
    ];
  });
  return el('section', { id: 'themes' }, table(t('challengesAndWorks'),
    [t('theme'), t('challenge'), t('shareOfCity'), t('reachedByWorks'), t('shareReached'),
      t('shareOfGround'), t('timesChance'), ...(showsAnyYear ? [t('underAnyWorks')] : [])], rows,
    { numeric: (column) => column > 0 }), el('p', {}, t('chanceText')));
}

function heightsChart() {
  const { areaByHeight, area } = figures.city;
  const rows = areaByHeight.map((part, height) => [
    height === 0 ? t('noChallenge') : t(height === 1 ? 'oneTheme' : 'moreThemes', height),
    write.area(part),
    el('span', { class: 'bar-cell' }, bar(part / area, height ? heightColour(height) : '#c9c9c0'), ' ',
      write.percent(part / area, 1)),
  ]);
  return table(t('areaByHeight'), [t('stackHeight'), t('area'), t('shareOfCity')], rows,
    { numeric: (column) => column > 0 });
}

function bestPlaces() {
  const works = Array.from(scores.order.subarray(0, 5));
  return el('section', {}, el('h3', {}, t('bestWorksTitle')),
    el('ol', { class: 'best' }, works.map((work) => el('li', {}, workLink(work)))));
}

function bestProjects() {
  if (!figures.candidates?.length) return '';
  return el('section', {}, el('h3', {}, t('candidatesTitle')),
    el('ol', { class: 'best' }, rankedCandidates().slice(0, 5).map((index) =>
      el('li', {}, candidateLink(index)))));
}
