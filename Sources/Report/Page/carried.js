// Measures that works carry along for challenges: what of each kind, at what cost, and on which works.

const carriedList = { name: 'carried', kind: null, page: 0, size: 10 };

function carriedSection() {
  const { carriedKind } = figures.columns;
  if (!carriedKind?.length) return '';
  const kinds = carriedKinds();
  return el('section', { id: 'carried' }, el('h3', {}, t('carriedTitle')), el('p', {}, t('carriedText')),
    table(t('carriedTitle'),
      [t('carriedKind'), t('count'), t('carriedCost'), t('carriedUpkeep'), t('carriedEffects')],
      kinds.map((sums) => [
        leads(capital(figures.couplings[sums.kind]), () => {
          Object.assign(carriedList, { kind: sums.kind, page: 0 });
          redrawCarried();
          byId('carried-rows').scrollIntoView({ block: 'nearest' });
        }),
        write.number(sums.count), write.amount(sums.cost), write.amount(sums.upkeep), write.amount(sums.effects),
      ]), { numeric: (column) => column > 0 }),
    el('div', { id: 'carried-rows' }, carriedRows()));
}

const redrawCarried = () => byId('carried-rows').replaceChildren(carriedRows());

/** Sums of each kind of measure, the most frequent first. */
function carriedKinds() {
  const { carriedKind, carriedCost, carriedUpkeep, carriedEffects } = figures.columns;
  const sums = new Map();
  carriedKind.forEach((kind, row) => {
    const sum = sums.get(kind) ?? { kind, count: 0, cost: 0, upkeep: 0, effects: 0 };
    sums.set(kind, {
      kind, count: sum.count + 1, cost: sum.cost + carriedCost[row],
      upkeep: sum.upkeep + carriedUpkeep[row], effects: sum.effects + carriedEffects[row],
    });
  });
  return [...sums.values()].sort((a, b) => b.count - a.count || a.kind - b.kind);
}

/** The works that carry the chosen kind of measure, the dearest first. */
function carriedRows() {
  if (carriedList.kind === null) return '';
  const { carriedKind, carriedWork, carriedCost, carriedEffects } = figures.columns;
  const rows = sortedBy(
    Array.from(carriedKind.keys()).filter((row) => carriedKind[row] === carriedList.kind),
    (row) => carriedCost[row], true);
  return pagedTable(carriedList, t('carriedOn', capital(figures.couplings[carriedList.kind]), write.number(rows.length)),
    [t('work'), t('year'), t('carriedCost'), t('carriedEffects')], rows,
    (row) => [workLink(carriedWork[row]), plannedText(carriedWork[row]), write.amount(carriedCost[row]),
      write.amount(carriedEffects[row])], redrawCarried);
}
