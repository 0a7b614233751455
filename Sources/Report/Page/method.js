// What was read, dropped and assumed, and how the figures are made.

function drawMethod() {
  return [
    el('h2', {}, t('methodTitle')),
    el('h3', {}, t('howTitle')),
    ...['howStack', 'howScore', 'howCoverage', 'howCost', 'howMap'].map((key) =>
      el('p', {}, t(key, figures.priceYear))),
    el('h3', {}, t('notUsedTitle')),
    el('p', {}, t('notUsedText')),
    warningsList(), sourcesTable(), droppedTable(), notesTable(), outsideText(),
    el('h3', {}, t('sourcesTitle')),
    layersTable(),
    el('h3', {}, t('cyclesTitle')),
    el('p', {}, t('cyclesText', figures.priceYear)),
    ...reliance(),
    el('h3', {}, t('madeWithTitle')),
    el('p', {}, t('madeWith', figures.version)),
  ].filter(Boolean);
}

/** What someone should look at before using the figures. */
const warnings = () => figures.inputs.flatMap((input) =>
  input.notes.filter(({ isWarning }) => isWarning).map((note) => ({ ...note, source: input.source })));

function warningsList() {
  if (!warnings().length) return null;
  return el('section', { id: 'warnings' }, el('h4', {}, t('warningsTitle')),
    el('p', {}, t('warningsText')),
    el('ul', {}, warnings().map(({ source: name, text, count }) =>
      el('li', {}, el('strong', {}, foreign(name)), ': ', foreign(text),
        ` (${write.number(count)})`))));
}

function sourcesTable() {
  const rows = figures.inputs.map((input) => [
    foreign(input.source), write.number(input.read), write.number(input.used),
    write.number(input.repaired), write.number(input.dropped.length), write.number(input.filtered),
  ]);
  return table(t('sourcesRead'),
    [t('source'), t('read'), t('used'), t('repaired'), t('dropped'), t('leftOut')], rows,
    { numeric: (column) => column > 0 });
}

/** Dropped objects by source and reason, with the first few by name. */
function droppedTable() {
  const rows = figures.inputs.flatMap((input) => {
    return [...groups(input.dropped)].map(([reason, objects]) => [
      foreign(input.source), t(`reason-${reason}`), write.number(objects.length),
      foreign(objects.slice(0, 8).map(({ id, feature }) => id ?? `#${feature}`).join(', ')
        + (objects.length > 8 ? ' …' : '')),
    ]);
  });
  if (!rows.length) return el('p', {}, t('nothingDropped'));
  return table(t('droppedObjects'), [t('source'), t('reason'), t('count'), t('objects')], rows,
    { numeric: (column) => column === 2 });
}

/** Objects by reason. */
function groups(objects) {
  const result = new Map();
  for (const object of objects) {
    if (!result.has(object.reason)) result.set(object.reason, []);
    result.get(object.reason).push(object);
  }
  return result;
}

function notesTable() {
  const rows = figures.inputs.flatMap((input) => input.notes.map(({ text, count }) =>
    [foreign(input.source), foreign(text), write.number(count)]));
  if (!rows.length) return null;
  return table(t('assumed'), [t('source'), t('note'), t('count')], rows,
    { numeric: (column) => column === 2 });
}

function outsideText() {
  const { areaOutside, lengthOutside, worksOutside, neighbourhoodOverlap } = figures.reconciliation;
  return el('p', {}, t('outsideText', write.number(areaOutside), write.number(lengthOutside),
    counted('worksFound', worksOutside), write.number(neighbourhoodOverlap)));
}

/** How much of each headline rests on own data, published figures and assumptions. */
function reliance() {
  if (!figures.reliance.length) return [];
  const title = t('restsTitle');
  const rows = figures.reliance.map((row) => [
    restsName(row),
    ...[row.total, row.own, row.published, row.assumed].map((amount) => write.amount(amount)),
    row.share === undefined ? '-' : write.percent(Math.min(1, row.share)), foreign(row.heaviest.join('; ')),
  ]);
  return [el('h3', { id: 'reliance' }, title), el('p', {}, t('restsText', figures.priceYear)),
    table(title, [t('figure'), t('restsAmount'), t('restsOwn'), t('restsPublished'), t('restsAssumed'), t('restsShare'),
      t('restsHeaviest')], rows, { numeric: (column) => column > 0 && column < 6 })];
}

function layersTable() {
  const rows = figures.planes.map((plane) => [
    figures.themes[plane.theme].title,
    el('span', {}, plane.isOutside ? `${t('outOfReach')} ` : '', foreign(plane.source)),
    foreign(plane.label), write.number(plane.severity, 2),
  ]);
  return table(t('layersAndClasses'), [t('theme'), t('source'), t('class'), t('severity')], rows,
    { numeric: (column) => column === 3 });
}
