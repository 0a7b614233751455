// Neighbourhoods side by side.

/** Most neighbourhoods that are compared at a time. */
const mostCompared = 4;

/** Adds a neighbourhood to the comparison and shows it. */
function compare(index) {
  const compared = state.compared.filter((other) => other !== index);
  change({ compared: [...compared, index].slice(-mostCompared), tab: 'areas' });
}

function drawAreas() {
  return [
    el('h2', {}, t('compareTitle')),
    el('p', {}, t('compareText')),
    comparisonChoices(),
    state.compared.length > 1 ? comparison() : null,
    typesSection(),
    areasTable(),
  ].filter(Boolean);
}

/** Two to four choices; the last empty one adds a neighbourhood. */
function comparisonChoices() {
  const options = [['', t('chooseOne')],
    ...figures.neighbourhoods.map((_, index) => [String(index), distinctName(index)])];
  const slots = Math.min(mostCompared, Math.max(2, state.compared.length + 1));
  return el('div', { class: 'choices' }, Array.from({ length: slots }, (_, slot) =>
    choice(t('neighbourhoodNumber', slot + 1), `compare-${slot}`, options,
      String(state.compared[slot] ?? ''), (value) => {
        const compared = [...state.compared];
        if (value === '') compared.splice(slot, 1);
        else compared[slot] = Number(value);
        change({ compared: [...new Set(compared)] });
      })));
}

/** The name, with the code where two neighbourhoods share it. */
function distinctName(index) {
  const { name, id } = figures.neighbourhoods[index];
  const isShared = figures.neighbourhoods.some((other) => other.name === name && other.id !== id);
  return isShared ? `${name} (${id})` : name;
}

function comparison() {
  const chosen = state.compared.map((index) => figures.neighbourhoods[index]);
  const row = (name, value) => [name, ...chosen.map(value)];
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  const numbers = Object.keys(chosen[0].numbers);
  const rows = [
    row(t('area'), ({ area }) => write.area(area)),
    row(t('neighbourhoodType'), ({ type }) => foreign(figures.areaTypes[type]?.name ?? '–')),
    row(t('setsApart'), ({ apart }) => foreign(apart)),
    row(t('lookAlikes'), ({ lookAlikes }) =>
      foreign(lookAlikes.map((other) => figures.neighbourhoods[other].name).join(', '))),
    ...figures.themes.map((theme, index) => row(t('shareOf', theme.name), (place) => el('span',
      { class: 'bar-cell' }, bar(place.shares[index], colours.challenge[4]), ' ',
      write.percent(place.shares[index], 1), againstCity(place.quotients[index])))),
    row(t('stackOfThree'), ({ areaByHeight, area }) =>
      write.percent(sum(areaByHeight.slice(3)) / area, 1)),
    row(t('worksDueShort'), ({ works }) => write.number(sum(works))),
    row(t('costOfWorks'), ({ cost }) => write.shortAmount(sum(cost))),
    ...(figures.city.hours > 0
      ? [row(t('upkeepHours'), ({ hours }) => write.number(hours))] : []),
    ...figures.packages.map(({ name }, index) => row(foreign(capital(name)), ({ verdicts }) =>
      verdictText(verdicts[index]))),
    ...numbers.map((key) => row(foreign(capital(key)), (place) => numberText(key, place.numbers[key]))),
  ];
  return table(t('compareTitle'), [t('figure'), ...chosen.map(({ name }) => foreign(name))],
    rows, { kind: 'wide' });
}

/** A number of a neighbourhood as what it is: a year without a thousands sign, with its unit behind it. */
function numberText(key, value) {
  if (value === undefined) return '–';
  const { unit, isYear } = figures.numbers[key] ?? { unit: '', isYear: false };
  if (isYear) return String(Math.round(value));
  const number = write.number(value, Number.isInteger(value) ? 0 : 1);
  return unit === '' ? number : unit === '%' ? `${number}%` : `${number} ${unit}`;
}

/** Whether a package suits, at what cost, and why. */
function verdictText(verdict) {
  if (!verdict) return '–';
  const { outcome, cost, reasons } = verdict;
  const range = outcome === 'suits' && cost?.[1] > 0 ? `, ${cost.map((amount) => write.shortAmount(amount)).join(' – ')}` : '';
  return el('details', {}, el('summary', {}, t(`outcome-${outcome}`), range),
    el('ul', {}, reasons.split('; ').map((reason) => el('li', {}, el('small', {}, foreign(reason))))));
}

/** How many times the city's share a share is. */
function againstCity(quotient) {
  if (quotient === null || quotient === undefined) return '';
  return el('small', {}, ` ${t('timesCity', write.number(quotient, 1))}`);
}

function areasTable() {
  const rows = figures.neighbourhoods.map((place, index) => [
    placeLink(index),
    ...place.shares.map((share) => write.percent(share)),
    write.shortAmount(place.cost.reduce((total, value) => total + value, 0)),
  ]);
  return table(t('allNeighbourhoods'),
    [t('neighbourhood'), ...figures.themes.map((theme) => theme.title), t('cost')], rows,
    { numeric: (column) => column > 0 });
}
