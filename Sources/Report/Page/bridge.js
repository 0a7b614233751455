// The bridge: from what all works cost alone to what is paid, step by step, each a link to its list.

/** What a step leads to; what is not named here leads nowhere. */
const bridgeLists = {
  due: openWorks, alone: openWorks, undone: () => openUndone(),
  savedExcavation: openProjects, savedSurface: openProjects, savedTraffic: openProjects,
  savedPlan: openProjects, savedTender: openProjects, savedSetup: openProjects,
  coupled: () => openPage('brings', 'carried'),
  compensated: () => openPage('brings', 'business'),
  charged: () => openPage('programme'), unspent: () => openPage('programme', 'accounts'),
  available: () => openPage('programme', 'accounts'),
};

/** Amounts in whole numbers whose sums stay right: between two totals the largest remainders are rounded up. */
function wholeSteps(steps) {
  const whole = steps.map(({ amount }) => Math.round(amount));
  let before = 0, from = 0;
  steps.forEach(({ isTotal }, index) => {
    if (!isTotal) return;
    const between = [];
    for (let at = from; at < index; at++) between.push(at);
    let left = whole[index] - before - sumOf(between.map((at) => Math.floor(steps[at].amount)));
    const order = [...between].sort((a, b) =>
      (steps[b].amount - Math.floor(steps[b].amount)) - (steps[a].amount - Math.floor(steps[a].amount)));
    for (const at of order) whole[at] = Math.floor(steps[at].amount) + (left-- > 0 ? 1 : 0);
    before = whole[index];
    from = index + 1;
  });
  return whole;
}

const bridgeTitle = () => t(figures.programme ? 'bridgeTitle' : 'bridgeProposedTitle');

function bridgeSection() {
  const { bridge } = figures.results;
  const whole = wholeSteps(bridge);
  return el('section', { id: 'bridge' },
    el('h3', {}, bridgeTitle()),
    el('p', { class: 'lead' }, bridgeSentence(bridge)),
    el('p', {}, t('bridgeText')),
    bridgeTable(bridge, whole),
    el('p', {}, movedText()),
    el('details', {}, el('summary', {}, t('recompute')), el('p', {}, t('recomputeText')),
      el('ul', {}, bridge.map(({ key }) => el('li', {}, bridgeName(key), ': ',
        el('code', {}, t(`rows-${key}`, figures.to)))))));
}

/** The bridge in a sentence: what is due, what of it is left, saved and added, and what is paid. */
function bridgeSentence(bridge) {
  const amount = (isMeant) => write.shortAmount(Math.abs(sumOf(
    bridge.filter(({ key }) => isMeant(key)).map((step) => step.amount))));
  const parts = [(key) => key === 'due', (key) => key === 'undone', (key) => key.startsWith('saved'),
    (key) => key === 'coupled', (key) => key === 'paid' || key === 'proposed'].map(amount);
  const carriedOut = bridge.some(({ key }) => key === 'carriedOut')
    ? ` ${t('bridgeCarriedOut', amount((key) => key === 'carriedOut'))}` : '';
  const keys = bridge.some(({ key }) => key === 'coupled')
    ? ['bridgeInShort', 'bridgeProposedInShort'] : ['bridgePlain', 'bridgeProposedPlain'];
  return t(keys[figures.programme ? 0 : 1], ...parts) + carriedOut;
}

const bridgeName = (key) => t(`bridge-${key}`, figures.from, figures.to);

/** Bars that hang from where the one before ends, over a common scale; the numbers stand beside them. */
function bridgeTable(steps, whole) {
  const most = Math.max(...steps.map(({ amount, isTotal }) => (isTotal ? amount : 0)), 1);
  let level = 0;
  const rows = steps.map(({ key, isTotal, count }, index) => {
    const from = isTotal ? 0 : Math.min(level, level + whole[index]);
    level = isTotal ? whole[index] : level + whole[index];
    const size = Math.abs(whole[index]) / most;
    const kind = isTotal ? 'total' : whole[index] < 0 ? 'less' : 'more';
    const name = bridgeLists[key] ? leads(bridgeName(key), bridgeLists[key]) : bridgeName(key);
    const sign = isTotal ? '' : whole[index] < 0 ? '−' : '+';
    const amount = `${sign}${write.amount(Math.abs(whole[index]))}`;
    return { kind, cells: [
      isTotal ? el('strong', {}, name) : name,
      el('span', { class: 'span', 'aria-hidden': 'true' }, el('span', {
        class: kind, style: { marginLeft: `${100 * from / most}%`, width: `${Math.max(0.4, 100 * size)}%` },
      })),
      isTotal ? el('strong', {}, amount) : amount,
      count === undefined ? '' : write.number(count),
    ] };
  });
  const made = table(bridgeTitle(), [t('step'), el('span', { class: 'sr' }, t('bar')), figures.currency,
    t('count')], rows.map(({ cells }) => cells), { kind: 'bridge', numeric: (column) => column > 1 });
  rows.forEach(({ kind }, index) => made.querySelectorAll('tbody tr')[index].classList.add(kind));
  return made;
}

/** How many works move to another year, and that none comes from beyond the horizon. */
function movedText() {
  const moved = baselineFigure('works_moved')?.[0];
  if (!moved) return t('nothingFromBeyond', figures.to);
  return `${t('movedText', counted('worksFound', moved))} ${t('nothingFromBeyond', figures.to)}`;
}
