// What is planned in each street, for residents who ask.

const streetList = { page: 0, size: 25, text: '', streets: null };

function drawStreets() {
  return [
    el('h2', {}, t('streetsTitle')), el('p', {}, t('streetsText', figures.from, figures.to)),
    searchField(t('searchStreet'), 'street-text', streetList.text, (text) => {
      streetList.text = text;
      streetList.page = 0;
      redrawStreets();
    }),
    el('div', { id: 'street-rows' }, streetRows()),
  ];
}

const redrawStreets = () => byId('street-rows').replaceChildren(streetRows());

/** Streets by name and neighbourhood, with their assets and the works due there. */
function allStreets() {
  if (streetList.streets) return streetList.streets;
  const { assetStreet, assetNeighbourhood, workAsset } = figures.columns;
  const streets = new Map();
  const streetAt = (asset) => {
    const key = `${assetStreet[asset]} ${assetNeighbourhood[asset]}`;
    if (!streets.has(key)) streets.set(key, { assets: [], works: [] });
    return streets.get(key);
  };
  for (let asset = 0; asset < assetStreet.length; asset++) {
    if (streetOf(asset) !== '') streetAt(asset).assets.push(asset);
  }
  for (let work = 0; work < workAsset.length; work++) {
    if (isDue(work) && streetOf(workAsset[work]) !== '') streetAt(workAsset[work]).works.push(work);
  }
  const order = new Intl.Collator(figures.locale).compare;
  const place = ({ assets }) => [streetOf(assets[0]), neighbourhoodOf(assets[0])];
  streetList.streets = [...streets.values()].sort((a, b) => {
    const [[street, home], [otherStreet, otherHome]] = [place(a), place(b)];
    return order(street, otherStreet) || order(home, otherHome);
  });
  return streetList.streets;
}

function streetRows() {
  const text = streetList.text.trim().toLocaleLowerCase(figures.locale);
  const found = allStreets().filter(({ assets }) =>
    streetOf(assets[0]).toLocaleLowerCase(figures.locale).includes(text));
  return pagedTable(streetList, counted('streetsFound', found.length),
    [t('searchStreet'), t('works'), t('firstYear')], found, streetRow, redrawStreets);
}

function streetRow(street) {
  const years = street.works.map((work) => figures.columns.planned[work]).filter((year) => year > 0);
  return [streetLink(street), write.number(street.works.length),
    years.length ? String(Math.min(...years)) : '–'];
}

const streetLink = (street) => el('button', {
  type: 'button', class: 'link', onclick: () => {
    flyTo('assets', street.assets[0]);
    showDetails(streetSheet(street));
  },
}, foreign(streetOf(street.assets[0])), ' ', el('small', {}, foreign(neighbourhoodOf(street.assets[0]))));

/** What happens in a street year by year, the projects there, and what plays there. */
function streetSheet({ assets, works }) {
  const planned = new Set(works);
  const projects = projectsWith((work) => planned.has(work));
  return [
    el('h2', {}, foreign(streetOf(assets[0]))),
    el('p', {}, foreign(neighbourhoodOf(assets[0]))),
    table(t('plannedHere'), [t('year'), t('whatIsDone')], plannedRows(works)),
    projects.length ? el('h3', {}, t('inProject')) : null,
    ...projects.map((index) => el('p', {}, candidateLink(index), ` · ${figures.candidates[index].yearText}`)),
    partsTable(meanSeverities(assets)),
  ].filter(Boolean);
}

function plannedRows(works) {
  const { measure, workAsset } = figures.columns;
  const years = new Map();
  for (const work of works) {
    const year = plannedText(work);
    const kinds = years.get(year) ?? new Map();
    const kind = `${typeName(workAsset[work])}: ${figures.measures[measure[work]]}`;
    years.set(year, kinds.set(kind, (kinds.get(kind) ?? 0) + 1));
  }
  if (years.size === 0) return [['–', t('nothingPlanned')]];
  // Years come before what is not planned: digits sort before letters.
  return [...years].sort(([a], [b]) => (a < b ? -1 : 1)).map(([year, kinds]) => [year,
    foreign([...kinds].map(([kind, count]) => (count > 1 ? `${kind} (${count})` : kind)).join(', '))]);
}

/** Severity of each theme in a street, by the surface of its assets. */
function meanSeverities(assets) {
  const { surface } = figures.columns;
  const whole = sumOf(assets.map((asset) => surface[asset]));
  return figures.themes.map((_, theme) => (whole > 0
    ? sumOf(assets.map((asset) => surface[asset] * figures.columns[`severity${theme}`][asset])) / whole
    : 0));
}
