// The buildings: what vacant ones could become, who could use them, what social real estate means and could be put
// together, and which facilities come to lack.

const vacantList = { name: 'vacant', sort: 'area', down: true, page: 0, size: 15, numeric: (column) => column === 1 };
const socialList = { name: 'social-buildings', sort: 'policy', down: true, page: 0, size: 15, numeric: (column) => column === 3 || column === 4 };
const combinationList = { name: 'combinations', sort: 'saved', down: true, page: 0, size: 15, numeric: (column) => column > 1 && column < 6 };
const choiceList = { name: 'facility-choices', page: 0, size: 15, numeric: (column) => column === 2 || column === 3 };

// Only projects with buildings have this script, and with it the page.
tabs.splice(tabs.findIndex(({ key }) => key === 'patterns'), 0, page('places', 'buildings', drawBuildings));

function drawBuildings() {
  const { seekers, shortages, choices, social, shares } = figures.buildings;
  return [
    el('h2', {}, t('buildingsTitle')), el('p', {}, t('buildingsText')),
    // A score here is not that of a work.
    el('p', { class: 'other-sense' }, t('vacantText')), el('div', { id: 'vacant-rows' }, vacantRows()),
    ...(seekers.length ? [el('h3', {}, t('seekersTitle')), seekerTable(seekers)] : []),
    ...(social.length ? socialParts() : []),
    ...(shortages.length
      ? [el('h3', {}, t('shortagesTitle')), el('p', {}, t('shortagesText')), shortageTable(shortages)] : []),
    ...(choices.length
      ? [el('p', {}, t('choicesText')), el('div', { id: 'facility-choice-rows' }, choiceRows())] : []),
    ...(shares.length ? [el('p', {}, t('sharesText')), shareTable(shares)] : []),
  ];
}

/** Its name, with the neighbourhood that it lies in. */
const buildingName = (row) => el('span', {}, foreign(row.name), row.place === undefined ? '' : ' · ',
  row.place === undefined ? '' : placeLink(row.place));

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
      buildingName(row),
      row.isFreed ? t('onceFreed', write.area(row.area)) : write.area(row.area), row.destination ? foreign(row.destination) : t('allStopped'),
      row.destination ? between(row) : '', foreign(row.decides ?? ''), foreign(row.asks ?? ''),
      row.street ? String(row.street) : ''], redrawVacant);
}

function seekerTable(seekers) {
  return table(t('seekersTitle'), [t('seeker'), t('seekerPlace'), t('seekerWhy')], seekers.map((row) => [
    foreign(row.name),
    row.building ? el('span', {}, foreign(row.building), ` (${write.area(row.area)})`) : t('seekerNone'),
    foreign(row.reason)]));
}

/** Social real estate: two tables of two by two, the list, and what could be put together. */
function socialParts() {
  const { social, combinations, combinationsUnknown } = figures.buildings;
  const open = social.filter(({ policy }) => policy === 'unknown').length;
  return [
    el('h3', {}, t('socialTitle')), el('p', {}, t('socialText')),
    crossTable(t('portfolioAndMeaning'), 'portfolio', ['good', 'poor', 'unknown'], 'meaning', ['much', 'little', 'nothing', 'unknown'], social),
    crossTable(t('steeringTitle'), 'steering', ['passive', 'active'], 'by', ['portfolio', 'meaning'], social),
    open > 0 && el('p', {}, counted('policyUnknown', open)),
    el('div', { id: 'social-rows' }, socialRows()),
    el('h3', {}, t('combiningTitle')), el('p', {}, t('combiningText')),
    el('p', {}, combiningSum()),
    combinationsUnknown > 0 && el('p', {}, counted('combiningUnknown', combinationsUnknown)),
    ...(combinations.length ? [el('div', { id: 'combination-rows' }, combinationRows())] : []),
  ].filter(Boolean);
}

/** How many buildings there are in each field, and their m2. */
function crossTable(caption, down, rows, across, columns, social) {
  const cell = (row, column) => {
    const own = social.filter((one) => one[down] === row && one[across] === column);
    return own.length ? t('countAndArea', write.number(own.length), write.number(own.reduce((sum, { area }) => sum + area, 0))) : '';
  };
  return table(caption, [t('countAndAreaTitle'), ...columns.map((column) => t(`social-${across}-${column}`))],
    rows.map((row) => [t(`social-${down}-${row}`), ...columns.map((column) => cell(row, column))]), { numeric: (column) => column > 0 });
}

/** The policies, those that ask most last. */
const policies = ['unknown', 'consolidate', 'divest', 'invest'];

/** Sentences in a table, as wide as they read well. */
const sentences = (text) => el('span', { style: { display: 'block', minWidth: '17rem' } }, foreign(text));

const redrawSocial = () => byId('social-rows').replaceChildren(socialRows());

function socialRows() {
  const heading = (key, text) => sortHeading(socialList, `social-sort-${key}`, key, text, redrawSocial);
  const value = { area: ({ area }) => area, cost: ({ cost }) => cost ?? null, policy: ({ policy }) => policies.indexOf(policy) };
  const rows = sortedBy(figures.buildings.social, value[socialList.sort], socialList.down);
  return pagedTable(socialList, counted('socialFound', rows.length),
    [t('vacantBuilding'), heading('policy', t('policyThatFollows')), t('seekerWhy'), heading('cost', t('costAYear')),
      heading('area', t('area')), t('socialOwner')], rows,
    (row) => [
      buildingName(row), t(`social-policy-${row.policy}`), sentences(row.reason),
      row.cost === undefined ? t('social-portfolio-unknown') : write.shortAmount(row.cost), write.area(row.area),
      foreign(row.owner)], redrawSocial);
}

/** What the plan comes to: m2, what is saved a year, what it takes once. */
function combiningSum() {
  const { combinations, combinationsAreBest } = figures.buildings;
  if (!combinations.length) return t('combiningNothing');
  const sum = (key) => combinations.reduce((all, one) => all + one[key], 0);
  return `${t('combiningSum', counted('buildingsCount', combinations.length), write.area(sum('area')),
    write.shortAmount(sum('saved')), write.shortAmount(sum('once')))} ${t(combinationsAreBest ? 'combiningBest' : 'combiningNotProven')}`;
}

const redrawCombinations = () => byId('combination-rows').replaceChildren(combinationRows());

function combinationRows() {
  const heading = (key, text) => sortHeading(combinationList, `combination-sort-${key}`, key, text, redrawCombinations);
  const value = { area: ({ area }) => area, saved: ({ saved }) => saved, once: ({ once }) => once };
  const rows = sortedBy(figures.buildings.combinations, value[combinationList.sort], combinationList.down);
  return pagedTable(combinationList, counted('combinationsFound', rows.length),
    [t('comesFree'), t('usersInto'), heading('saved', t('savedAYear')), heading('once', t('takesOnce')),
      t('hoursMoving'), heading('area', t('area')), t('mustAgree')], rows,
    (row) => [
      buildingName(row),
      el('span', {}, foreign(row.host), ` (${t(row.isBeside ? 'besideRooms' : 'otherHours')}, ${write.number(row.distance)} m)`),
      write.shortAmount(row.saved), write.shortAmount(row.once), write.number(row.hours), write.area(row.area),
      foreign(row.owners.join(', '))], redrawCombinations);
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

function shareTable(shares) {
  return table(t('sharesTitle'), [t('facility'), t('party'), t('rightsShare'), t('wouldPay'), t('populationPath')],
    shares.map((row) => [
      el('span', {}, foreign(capital(row.function)), ' · ', placeLink(row.place)), foreign(row.party),
      write.percent(row.share), write.shortAmount(row.pays), foreign(row.path)]),
    { numeric: (column) => column === 2 || column === 3 });
}
