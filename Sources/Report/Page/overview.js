// The city at a glance.

function drawOverview() {
  const { city, themes, from, to, works } = figures;
  const facts = [
    [write.area(city.area), t('areaOfCity')],
    [write.number(figures.neighbourhoods.length), t('neighbourhoods')],
    [write.number(works.due.works), t('worksDue', from, to)],
    [write.shortAmount(works.due.cost), t('costOfWorks')],
    ...(hasUndated() ? [[write.number(works.undated.works), t('worksUndated')]] : []),
    ...(figures.candidates?.length ? [[write.number(figures.candidates.length),
      t('projectsShort', write.shortAmount(sumOf(figures.candidates.map(netGain))))]] : []),
  ];
  return [
    el('h2', {}, t('overviewTitle', figures.name)),
    el('p', { class: 'lead' }, leadSentence()),
    el('ul', { class: 'facts' }, facts.map(([number, text]) =>
      el('li', {}, el('strong', {}, number), el('span', {}, text)))),
    warningsNotice(),
    ...whatSumsLeaveOut().map((text) => el('p', {}, text)),
    themesChart(themes),
    heightsChart(),
    bestPlaces(),
    bestProjects(),
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
    due.withoutCost > 0 && t('costUnknown', write.number(due.withoutCost)),
    due.outside > 0 && t('dueOutside', write.number(due.outside), write.shortAmount(due.costOutside)),
    hasUndated() && t('undatedText', write.number(undated.works), write.shortAmount(undated.cost)),
    later.works > 0 && t('laterText', write.number(later.works), figures.to),
  ].filter(Boolean);
}

/** The theme that maintenance reaches most, in a sentence; whatever its year where none has one. */
function leadSentence() {
  const { coverage, themes, from, to } = figures;
  const last = hasNoYears() ? coverage.underWorks : coverage.cumulated[coverage.cumulated.length - 1];
  const reached = themes.map((theme, index) =>
    ({ theme, share: coverage.challenged[index] > 0 ? last[index] / coverage.challenged[index] : 0 }));
  const best = reached.reduce((a, b) => (b.share > a.share ? b : a));
  const first = hasNoYears()
    ? t('noWorkHasYear') : t('lead', from, to, write.shortAmount(figures.works.due.cost));
  // A share that shows as nothing is no news.
  if (best.share < 0.005) return first;
  const key = hasNoYears() ? 'leadUndated' : 'leadReached';
  return `${first} ${t(key, write.percent(best.share), best.theme.name)}`;
}

function themesChart(themes) {
  const { coverage, city, works } = figures;
  const showsAnyYear = works.undated.works + works.later.works > 0;
  const last = coverage.cumulated[coverage.cumulated.length - 1];
  const rows = themes.map((theme, index) => [
    theme.title, write.area(coverage.challenged[index]), write.percent(city.shares[index], 1),
    write.area(last[index]),
    coverage.challenged[index] > 0
      ? el('span', { class: 'bar-cell' }, bar(last[index] / coverage.challenged[index], colours.work[2]),
        ' ', write.percent(last[index] / coverage.challenged[index], 1))
      : '–',
    ...(showsAnyYear ? [write.area(coverage.underWorks[index])] : []),
  ]);
  return table(t('challengesAndWorks'),
    [t('theme'), t('challenge'), t('shareOfCity'), t('reachedByWorks'), t('shareReached'),
      ...(showsAnyYear ? [t('underAnyWorks')] : [])], rows,
    { numeric: (column) => column > 0 });
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
