// The buildings: what vacant ones could become, who could use them, and which facilities come to lack.

const vacantList = { name: 'vacant', sort: 'area', down: true, page: 0, size: 15, numeric: (column) => column === 1 };
const choiceList = { name: 'facility-choices', page: 0, size: 15, numeric: (column) => column === 2 || column === 3 };

// Only projects with buildings have this script, and with it the page.
tabs.splice(tabs.findIndex(({ key }) => key === 'patterns'), 0, page('places', 'buildings', drawBuildings));

function drawBuildings() {
  const { seekers, shortages, choices } = figures.buildings;
  return [
    el('h2', {}, t('buildingsTitle')), el('p', {}, t('buildingsText')),
    // A score here is not that of a work.
    el('p', { class: 'other-sense' }, t('vacantText')), el('div', { id: 'vacant-rows' }, vacantRows()),
    ...(seekers.length ? [el('h3', {}, t('seekersTitle')), seekerTable(seekers)] : []),
    ...(shortages.length
      ? [el('h3', {}, t('shortagesTitle')), el('p', {}, t('shortagesText')), shortageTable(shortages)] : []),
    ...(choices.length
      ? [el('p', {}, t('choicesText')), el('div', { id: 'facility-choice-rows' }, choiceRows())] : []),
  ];
}

const redrawVacant = () => byId('vacant-rows').replaceChildren(vacantRows());

/** A score as it is known: a number, or from the least to the most. */
const between = ({ low, high }) => (high - low < 0.005
  ? write.percent(low) : t('fromTo', write.percent(low), write.percent(high)));

function vacantRows() {
  const heading = (key, text) => sortHeading(vacantList, `vacant-sort-${key}`, key, text, redrawVacant);
  const value = { area: ({ area }) => area, score: ({ low, high }) => low + high, street: ({ street }) => street ?? null };
  const rows = sortedBy(figures.buildings.vacant, value[vacantList.sort], vacantList.down);
  return pagedTable(vacantList, counted('vacantFound', rows.length),
    [t('vacantBuilding'), heading('area', t('vacantArea')), t('suitsBest'), heading('score', t('scoreBetween')),
      t('whatDecides'), t('askThisFirst'), heading('street', t('streetOpened'))], rows,
    (row) => [
      el('span', {}, foreign(row.name), row.place === undefined ? '' : ' · ',
        row.place === undefined ? '' : placeLink(row.place)),
      write.area(row.area), row.destination ? foreign(row.destination) : t('allStopped'),
      row.destination ? between(row) : '', foreign(row.decides ?? ''), foreign(row.asks ?? ''),
      row.street ? String(row.street) : ''], redrawVacant);
}

function seekerTable(seekers) {
  return table(t('seekersTitle'), [t('seeker'), t('seekerPlace'), t('seekerWhy')], seekers.map((row) => [
    foreign(row.name),
    row.building ? el('span', {}, foreign(row.building), ` (${write.area(row.area)})`) : t('seekerNone'),
    foreign(row.reason)]));
}

/** What lacks in the first year, the last, and each third one between them. */
function shortageTable(shortages) {
  const years = shortages[0].gaps.map((_, index) => index)
    .filter((index) => index % 3 === 0 || index === shortages[0].gaps.length - 1);
  return table(t('shortagesTitle'),
    [t('facility'), t('populationPath'), ...years.map((year) => String(figures.from + year))],
    shortages.map(({ function: name, path, gaps }) => [
      foreign(capital(name)), foreign(path), ...years.map((year) => write.number(gaps[year]))]),
    { numeric: (column) => column > 1 });
}

const redrawFacilityChoices = () => byId('facility-choice-rows').replaceChildren(choiceRows());

function choiceRows() {
  const { choices } = figures.buildings;
  return pagedTable(choiceList, counted('choicesFound', choices.length),
    [t('facility'), t('facilityChoice'), t('area'), t('estimatedInvestment'), t('neededFrom'), t('decideBefore'),
      t('populationPath')], choices,
    (row) => [
      foreign(capital(row.function)),
      el('span', {}, t(`choice-${row.kind}`), row.building ? ' ' : '', foreign(row.building ?? ''), ' · ',
        placeLink(row.place)),
      write.area(row.area), write.shortAmount(row.investment), String(row.year),
      row.isLate ? t('tooLate', String(row.decide)) : String(row.decide),
      row.onAllPaths ? `${row.path} (${t('allPaths')})` : foreign(row.path)], redrawFacilityChoices);
}
