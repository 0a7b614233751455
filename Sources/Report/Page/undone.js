// What is not done: a list that sorts and filters, with the reason in plain words and what it leaves.

const undoneList = remembered({
  name: 'undone', orders: ['risk', 'cost', 'due'], sort: 'risk', down: true, page: 0, size: 25,
  filters: { reason: '', party: '', area: '', type: '', text: '' },
  numeric: (column) => column === 2 || column === 3,
});

function drawUndone() {
  return [
    el('h2', {}, t('undoneTitle')), el('p', {}, t('undoneText')),
    undoneReasons(),
    undoneFilters(),
    el('p', {}, exportButtons(undoneList, t('undoneTitle'), undoneColumns, filteredUndone)),
    el('div', { id: 'undone-rows' }, undoneRows()),
  ];
}

const redrawUndone = () => byId('undone-rows').replaceChildren(undoneRows());

/** Reasons with how many works each keeps from being done and what they cost, the most works first. */
function reasonsOfUndone() {
  const { undoneCode, undoneWork, undoneRisk, cost } = figures.columns;
  const sums = new Map();
  Array.from(undoneWork ?? []).forEach((work, row) => {
    const reason = undoneCode[row];
    const sum = sums.get(reason) ?? { reason, count: 0, cost: 0, risk: 0 };
    sums.set(reason, {
      reason, count: sum.count + 1, risk: sum.risk + undoneRisk[row],
      cost: sum.cost + (Number.isNaN(cost[work]) ? 0 : cost[work]),
    });
  });
  return [...sums.values()].sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

function undoneReasons() {
  const rows = reasonsOfUndone().map(({ reason, count, cost, risk }) => [
    leads(t(`why-${reason}`), () => {
      undoneList.filters.reason = undoneList.filters.reason === reason ? '' : reason;
      undoneList.page = 0;
      byId('undone-reason').value = undoneList.filters.reason;
      redrawUndone();
    }),
    write.number(count), write.amount(cost), write.amount(risk),
  ]);
  return table(t('undoneWhy'), [t('why'), t('works'), t('cost'), t('riskLeft')], rows,
    { numeric: (column) => column > 0 });
}

function undoneFilters() {
  const { filter, search } = filtersOf(undoneList, 'undone', redrawUndone);
  const { undoneParty, undoneWork, workAsset, assetType } = figures.columns;
  const numbered = (indices, name) => [...new Set(indices)].map((index) => [String(index), name(index)])
    .sort(([, a], [, b]) => a.localeCompare(b, figures.locale));
  return el('div', { class: 'choices' },
    filter(t('why'), 'reason', reasonsOfUndone().map(({ reason }) => [reason, t(`why-${reason}`)])),
    filter(t('budget'), 'party', numbered(undoneParty, (index) => figures.parties[index] || t('noBudget'))),
    filter(t('neighbourhood'), 'area',
      figures.neighbourhoods.map((_, index) => [String(index), distinctName(index)])),
    filter(t('assetType'), 'type', numbered(Array.from(undoneWork, (work) => assetType[workAsset[work]]),
      (index) => figures.types[index])),
    search(t('searchWorks')));
}

function filteredUndone() {
  const { undoneWork, undoneCode, undoneParty, undoneRisk, workAsset, workID, assetType, assetNeighbourhood, due, cost }
    = figures.columns;
  const { filters, sort, down } = undoneList;
  const text = filters.text.trim().toLocaleLowerCase(figures.locale);
  const has = (value, wanted) => wanted === '' || value === Number(wanted);
  const rows = Array.from(undoneWork.keys()).filter((row) => {
    const asset = workAsset[undoneWork[row]];
    return (filters.reason === '' || undoneCode[row] === filters.reason)
      && has(undoneParty[row], filters.party) && has(assetType[asset], filters.type)
      && has(assetNeighbourhood[asset], filters.area)
      && (text === '' || `${workID[undoneWork[row]]} ${streetOf(asset)}`
        .toLocaleLowerCase(figures.locale).includes(text));
  });
  const value = {
    risk: (row) => undoneRisk[row], cost: (row) => cost[undoneWork[row]],
    due: (row) => due[undoneWork[row]] || null,
  }[sort];
  return sortedBy(rows, value, down);
}

function undoneRows() {
  const { undoneWork, undoneRisk, undoneReason, undoneParty, undoneCause } = figures.columns;
  const heading = (key, text, down) =>
    sortHeading(undoneList, `undone-sort-${key}`, key, text, redrawUndone, down);
  const rows = filteredUndone();
  return pagedTable(undoneList, counted('undoneFound', rows.length),
    [t('work'), heading('due', t('dueAndWindow'), false), heading('cost', t('cost')),
      heading('risk', t('riskLeft')), t('why')], rows,
    (row) => [
      el('span', {}, workLink(undoneWork[row]), ' ',
        el('small', {}, foreign(figures.parties[undoneParty[row]] || t('noBudget')))),
      dueAndWindow(undoneWork[row]), costOf(undoneWork[row]),
      write.amount(undoneRisk[row]), reasonWithLink(undoneReason[row], undoneCause[row])], redrawUndone);
}

/** A reason, with the streets of the project that took the money, for its id, as a button to its sheet. */
function reasonWithLink(reason, cause) {
  const index = cause ? candidateIndex(cause) : -1;
  const at = reason.indexOf(cause);
  if (index < 0 || at < 0) return foreign(reason);
  return el('span', {}, foreign(reason.slice(0, at)), candidateButton(index, shortName(figures.candidates[index])),
    foreign(reason.slice(at + cause.length)));
}
