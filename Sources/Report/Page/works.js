// The list of works: sorts, filters, and flies to what is chosen.

const workList = remembered({
  name: 'works', orders: ['score', 'due', 'cost'], sort: 'score', down: true, page: 0, size: 25,
  filters: { area: '', type: '', budget: '', theme: '', text: '' },
});

function drawWorks() {
  return [
    el('h2', {}, t('worksTitle')),
    el('p', {}, worksSentence()),
    workFilters(),
    el('p', {}, exportButtons(workList, t('worksTitle'), workColumns, filteredWorks, worksShown)),
    el('div', { id: 'work-rows' }, workRows()),
  ];
}

function worksSentence() {
  if (state.year === noYear) return t('worksTextUndated');
  if (state.year === notPlanned) return t('worksTextUndone');
  if (state.year !== null) return t('worksTextYear', state.year);
  if (hasNoYears()) return t('noWorkHasYear');
  const { works, cost } = figures.works.undated;
  const undated = hasUndated() ? ` ${t('undatedText', counted('worksFound', works), write.shortAmount(cost))}` : '';
  return t('worksText', figures.from, figures.to) + undated;
}

/** Which works the slider of years leaves, where it leaves some out. */
const worksShown = () => (state.year === null ? [] : [[t('yearOfWorks'), worksSentence()]]);

const redrawWorks = () => byId('work-rows').replaceChildren(workRows());

function workFilters() {
  const { filter, search } = filtersOf(workList, 'filter', redrawWorks);
  const numbered = (names) => names.map((name, index) => [String(index), name]);
  return el('div', { class: 'choices' },
    filter(t('neighbourhood'), 'area', numbered(figures.neighbourhoods.map(({ name }) => name))),
    filter(t('assetType'), 'type', numbered(figures.types)),
    filter(t('budget'), 'budget', numbered(figures.budgets.map((name) => name || t('noBudget')))),
    filter(t('touches'), 'theme', numbered(figures.themes.map(({ title }) => title))),
    search(t('searchWorks')));
}

/** Works that pass the filters, in the chosen order. */
function filteredWorks() {
  const { columns } = figures;
  const { filters, sort, down } = workList;
  const text = filters.text.trim().toLocaleLowerCase(figures.locale);
  const has = (value, wanted) => wanted === '' || value === Number(wanted);
  const works = Array.from(scores.order).filter((work) => {
    const asset = columns.workAsset[work];
    return isShownIn(state.year, work)
      && has(columns.assetNeighbourhood[asset], filters.area)
      && has(columns.assetType[asset], filters.type)
      && has(columns.budget[work], filters.budget)
      && (filters.theme === '' || columns[`severity${filters.theme}`][asset] > 0)
      && (text === '' || `${columns.workID[work]} ${streetOf(asset)}`
        .toLocaleLowerCase(figures.locale).includes(text));
  });
  if (sort === 'score') return down ? works : works.reverse();
  const value = {
    due: (work) => columns.planned[work] || null,
    cost: (work) => columns.cost[work],
  }[sort];
  return sortedBy(works, value, down);
}

function workRows() {
  const works = filteredWorks();
  const heading = (key, text, down) =>
    sortHeading(workList, `sort-${key}`, key, text, redrawWorks, down);
  return pagedTable(workList, counted('worksFound', works.length),
    [t('work'), heading('due', t('year'), false), heading('cost', t('cost')),
      heading('score', t('score'))],
    works, workRow, redrawWorks);
}

function workRow(work) {
  const score = scores.assets[figures.columns.workAsset[work]];
  return [
    workLink(work), plannedText(work), costOf(work),
    el('span', { class: 'bar-cell' }, bar(score, colours.work[2]), ' ', write.score(score)),
  ];
}

/** Cost of a work, or a dash where it is not known. */
function costOf(work) {
  const cost = figures.columns.cost[work];
  return Number.isNaN(cost) ? '–' : write.amount(cost);
}

/** Brings a work into view and tells its score. */
function showWork(work) {
  const asset = figures.columns.workAsset[work];
  if (state.works === 'none') change({ works: 'best' });
  flyTo('assets', asset);
  inspect({ layer: 'assets', index: asset });
}

/** A work as a button that brings it into view and tells its score. */
function workLink(work) {
  const asset = figures.columns.workAsset[work];
  return el('button', {
    type: 'button', class: 'link', onclick: () => showWork(work),
  }, `${capital(typeName(asset))} `, foreign(streetOf(asset) || figures.columns.assetID[asset]), ' ',
  el('small', {}, foreign(neighbourhoodOf(asset))));
}
