// How much of each challenge rides along with maintenance, and what it costs, by year.

let coverageScope = 'city';

function drawCoverage() {
  const years = yearsOfHorizon();
  const scopes = [['city', t('wholeCity')],
    ...figures.neighbourhoods.map(({ name }, index) => [String(index), name])];
  const place = coverageScope === 'city' ? null : figures.neighbourhoods[Number(coverageScope)];
  const coverage = place?.coverage ?? figures.coverage;
  const reached = figures.themes.map((theme, index) => ({
    name: theme.title, colour: categoryColour(index),
    values: coverage.cumulated.map((areas) =>
      (coverage.challenged[index] > 0 ? areas[index] / coverage.challenged[index] : 0)),
  }));
  const costs = place
    ? [{ name: t('cost'), colour: colours.work[2], values: place.cost }]
    : figures.budgets.map((name, index) => ({
      name: name || t('noBudget'), colour: colourOf(name),
      values: figures.costByBudget[index],
    })).filter(({ values }) => values.some((value) => value > 0));
  const most = Math.min(1, niceCeiling(Math.max(...reached.flatMap(({ values }) => values))));
  const redraw = (scope) => {
    coverageScope = scope;
    drawTab();
  };
  return [
    el('h2', {}, t('coverageTitle')),
    el('p', {}, t('coverageText')),
    hasNoYears() ? el('p', {}, t('noWorkHasYear')) : '',
    choice(t('place'), 'coverage-scope', scopes, coverageScope, redraw),
    figure(t('reachedByYear'),
      lineChart(t('reachedByYear'), years, reached, (value) => write.percent(value, 1), most),
      reached, yearTable(t('reachedByYear'), years, reached, (value) => write.percent(value, 1))),
    place ? '' : peopleReached(),
    figure(place ? t('costByYear') : t('costByBudget'),
      stackChart(t('costByBudget'), years, costs, (value) => write.shortAmount(value)),
      costs, yearTable(t('costByBudget'), years, costs, (value) => write.amount(value))),
  ];
}

/** Themes that are measured in dwellings, inhabitants or the like, beside what chance would give. */
function peopleReached() {
  if (!figures.people.length) return '';
  const rows = figures.people.map((row) => [
    figures.themes[row.theme].title, foreign(row.name), write.number(row.all),
    write.number(row.challenged), write.number(row.reached),
    ...[row.share, row.chance].map((share) => (share === undefined ? '-' : write.percent(share))),
    row.ratio === undefined ? '-' : write.number(row.ratio, 1)
      + (row.low === undefined ? '' : ` (${write.number(row.low, 1)}-${write.number(row.high, 1)})`),
  ]);
  return table(t('peopleTitle'),
    [t('theme'), t('peopleMeasure'), t('peopleAll'), t('peopleChallenged'), t('peopleReached'), t('peopleShare'),
      t('peopleChance'), t('peopleRatio')], rows, { numeric: (column) => column > 1 });
}
