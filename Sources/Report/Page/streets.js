// What is planned in each street, for residents who ask.

const streetList = remembered({ name: 'streets', page: 0, size: 25, filters: { text: '' }, streets: null });

function drawStreets() {
  return [
    el('h2', {}, t('streetsTitle')), el('p', {}, t('streetsText', figures.from, figures.to)),
    filtersOf(streetList, 'street', redrawStreets).search(t('searchStreet')),
    el('p', {}, exportButtons(streetList, t('streetsTitle'), streetColumns, filteredStreets)),
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

/** The streets whose names hold what is searched for. */
function filteredStreets() {
  const text = streetList.filters.text.trim().toLocaleLowerCase(figures.locale);
  return allStreets().filter(({ assets }) =>
    streetOf(assets[0]).toLocaleLowerCase(figures.locale).includes(text));
}

function streetRows() {
  const found = filteredStreets();
  return pagedTable(streetList, counted('streetsFound', found.length),
    [t('searchStreet'), t('works'), t('firstYear')], found, streetRow, redrawStreets);
}

function streetRow(street) {
  const years = street.works.map((work) => figures.columns.planned[work]).filter((year) => year > 0);
  return [streetLink(street), write.number(street.works.length),
    years.length ? String(Math.min(...years)) : '–'];
}

/** Severity of each theme in a street, by the surface of its assets. */
function meanSeverities(assets) {
  const { surface } = figures.columns;
  const whole = sumOf(assets.map((asset) => surface[asset]));
  return figures.themes.map((_, theme) => (whole > 0
    ? sumOf(assets.map((asset) => surface[asset] * figures.columns[`severity${theme}`][asset])) / whole
    : 0));
}
