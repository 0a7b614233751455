// The business case: who pays and who benefits, year by year. Cash is never added to what is valued.

const businessShown = { actor: '' };

function businessSection() {
  const { business } = figures.results;
  if (!business?.lines.length) return '';
  const years = Array.from({ length: business.years }, (_, index) => business.firstYear + index);
  const series = business.actors.filter(({ paidByYear }) => paidByYear.some((amount) => Math.abs(amount) >= 0.5))
    .map(({ name, paidByYear }) => ({ name, colour: colourOf(name), values: paidByYear }));
  return el('section', { id: 'business' },
    el('h3', {}, t('businessTitle')),
    el('p', {}, t(figures.programme ? 'businessText' : 'businessProposed')),
    series.length ? figure(t('businessChart'),
      flowChart(t('businessChart'), years, series, (value) => write.shortAmount(value)),
      series, yearTable(t('businessChart'), years, series, (value) => write.amount(value))) : '',
    el('p', {}, aheadText(business), ' ',
      figures.programme ? t('afterText', figures.to + 1) : ''),
    actorsTable(business),
    choice(t('linesOf'), 'business-actor',
      business.actors.map(({ name }, index) => [String(index), name]), businessShown.actor || '0', (value) => {
        businessShown.actor = value;
        byId('business-lines').replaceChildren(linesTable(business));
      }),
    el('div', { id: 'business-lines' }, linesTable(business)));
}

/** Whether payments run ahead of what is saved, and until when. */
function aheadText({ bridge, paidBack, firstYear }) {
  if (bridge < 0.5) return t('nothingAhead');
  return paidBack === undefined ? t('neverBack', write.amount(bridge))
    : t('ahead', write.amount(bridge), paidBack ?? firstYear);
}

/** What the lines of somebody come to: benefits less costs. */
const netOf = (lines, amount) => sumOf(lines.map((line) => (line.isCost ? -1 : 1) * line[amount]));

function actorsTable(business) {
  const rows = business.actors.map(({ name }, actor) => {
    const lines = business.lines.filter((line) => line.actor === actor);
    return businessRow(foreign(name), lines);
  });
  rows.push(businessRow(el('strong', {}, t('everybody')), business.lines));
  return table(t('businessBy', write.percent(business.rate, 2), business.years),
    [t('who'), t('cashSum'), t('cashPresent'), t('valuedPresent')], rows, { numeric: (column) => column > 0 });
}

function businessRow(name, lines) {
  const [paid, valued] = [true, false].map((isPaid) => lines.filter((line) => line.isPaid === isPaid));
  return [name, write.amount(netOf(paid, 'undiscounted')), write.amount(netOf(paid, 'present')),
    write.amount(netOf(valued, 'present'))];
}

function linesTable(business) {
  const actor = Number(businessShown.actor || 0);
  const rows = business.lines.filter((line) => line.actor === actor).map((line) => [
    el('span', {}, foreign(line.item), line.isAssumption ? el('small', {}, ` ${t('isAssumed')}`) : ''),
    t(line.isPaid ? 'inCash' : 'valued'), `${line.from}–${line.to}`,
    ...['undiscounted', 'present'].map((amount) => write.amount((line.isCost ? -1 : 1) * line[amount])),
  ]);
  return table(t('businessLines', business.actors[actor].name),
    [t('item'), t('kind'), t('years'), t('sumOfYears'), t('presentValue')], rows,
    { numeric: (column) => column > 2 });
}
