// What lies under the pointer: a line of text on hover, the parts of the score on a click.

const inspected = ['candidate-dots', 'work-points', 'work-lines', 'work-fills', 'candidate-points',
  'candidate-lines', 'candidate-areas', 'faces', 'areas'];

function addInspection() {
  map.on('mousemove', (event) => showTooltip(event.point, hit(event.point)));
  map.on('mouseout', () => { byId('tooltip').hidden = true; });
  map.on('click', (event) => inspect(hit(event.point)));
  // Enter looks at the middle of the map, so that the keyboard reaches what the pointer does.
  map.getCanvas().addEventListener('keydown', (event) => {
    if (event.key === 'Enter') inspect(hit(map.project(map.getCenter())));
  });
}

/** The topmost thing near a point of the screen: its layer and its index. */
function hit(point) {
  const near = [[point.x - 3, point.y - 3], [point.x + 3, point.y + 3]];
  const layers = inspected.filter((id) => map.getLayer(id));
  const found = map.queryRenderedFeatures(near, { layers });
  const exact = map.queryRenderedFeatures(point, { layers });
  const thin = found.filter(({ source: name }) => name !== 'faces' && name !== 'areas');
  const [feature] = [...thin, ...exact, ...found];
  if (!feature) return null;
  const layer = feature.source === 'candidateDots' ? 'candidates' : feature.source;
  return { layer, index: feature.id - 1 };
}

function showTooltip(point, found) {
  const tooltip = byId('tooltip');
  map.getCanvas().style.cursor = found ? 'pointer' : '';
  tooltip.hidden = !found;
  if (!found) return;
  tooltip.replaceChildren(...describe[found.layer](found.index));
  const left = point.x > map.getContainer().clientWidth - 260;
  tooltip.style.left = left ? 'auto' : `${point.x + 14}px`;
  tooltip.style.right = left ? `${map.getContainer().clientWidth - point.x + 14}px` : 'auto';
  tooltip.style.top = `${point.y + 14}px`;
}

const describe = {
  areas: (index) => {
    const { told, text, title } = mapView();
    const { name, area } = figures.neighbourhoods[index];
    return [el('strong', {}, foreign(name)), el('br'),
      told ? el('span', {}, `${title?.() ?? text}: `, foreign(told(index))) : write.area(area)];
  },
  faces: (face) => {
    const kind = figures.kinds[figures.columns.faceKind[face]];
    const names = figures.themes.filter((_, index) => kind.severities[index] > 0);
    return [
      el('strong', {}, names.map((theme) => theme.title).join(' + ')), el('br'),
      mapView().theme === undefined ? ''
        : `${t('severity')} ${write.percent(kind.severities[mapView().theme])} · `,
      write.area(figures.columns.faceArea[face]), ' · ', foreign(zoneName(figures.columns.faceZone[face])),
    ];
  },
  assets: (asset) => {
    const works = worksOf(asset).filter((work) => isShownIn(null, work));
    return [
      el('strong', {}, capital(typeName(asset))), ' ', foreign(streetOf(asset)),
      works.map((work) => el('div', {},
        `${plannedText(work)}: ${figures.measures[figures.columns.measure[work]]} · ${costOf(work)}`)),
      el('div', {}, t('scoreIs', write.score(scores.assets[asset]))),
    ];
  },
  candidates: (index) => describeCandidate(index),
};

/** What a click on the map goes to before all else; it tells whether it took it. */
let takesClick = null;

/** Shows what was found beside the map. */
function inspect(found) {
  if (!found) return takesClick ? undefined : closeDetails();
  if (takesClick?.(found)) return undefined;
  markAsset(found.layer === 'assets' ? found.index : null);
  if (found.layer === 'candidates') return openCandidate(found.index);
  forgetSheet();
  showDetails(details[found.layer](found.index));
}

/** Lets go of the project or street whose sheet is open. */
function forgetSheet() {
  markCandidate(null);
  light();
  change({ project: null, street: null });
}

function showDetails(content) {
  const box = byId('details');
  box.replaceChildren(
    el('button', { type: 'button', class: 'close', 'aria-label': t('close'), onclick: leaveDetails },
      '×'),
    ...content, printButton());
  explainTerms(box);
  if (box.hidden) placeBefore = byId('panel').scrollTop;
  box.hidden = false;
  box.scrollIntoView({ block: 'start' });
}

let placeBefore = 0; // how far the reader had scrolled when the sheet was opened

/** Closes the sheet for a reader who goes on where they were. */
function leaveDetails() {
  closeDetails();
  byId('panel').scrollTop = placeBefore;
}

function closeDetails() {
  forgetSheet();
  byId('details').hidden = true;
  markAsset(null);
}

const details = {
  areas: (index) => {
    const { name, area, severities } = figures.neighbourhoods[index];
    return [
      el('h2', {}, foreign(name)), el('p', {}, write.area(area)), partsTable(severities),
      el('button', { type: 'button', onclick: () => compare(index) }, t('compareThis')),
    ];
  },
  faces: (face) => {
    const { faceKind, faceZone, faceArea } = figures.columns;
    const kind = figures.kinds[faceKind[face]];
    return [
      el('h2', {}, t('stackOf', kind.severities.filter((severity) => severity > 0).length)),
      el('p', {}, foreign(zoneName(faceZone[face])), ' · ', write.area(faceArea[face])),
      partsTable(kind.severities),
      el('h3', {}, t('layersHere')),
      el('ul', {}, kind.planes.map((plane) => el('li', {}, planeName(figures.planes[plane])))),
    ];
  },
  assets: (asset) => {
    const { assetID, surface, length } = figures.columns;
    const size = [
      surface[asset] > 0 && write.area(surface[asset]),
      length[asset] > 0 && `${write.number(length[asset])} m`,
    ].filter(Boolean).join(' · ');
    return [
      el('h2', {}, capital(typeName(asset)), ' ', foreign(streetOf(asset))),
      el('p', {}, foreign(assetID[asset]), ' · ', foreign(neighbourhoodOf(asset)), ' · ', size),
      streetLinkOf(asset),
      worksTable(worksOf(asset)), ...projectsOf(asset), partsTable(severitiesOf(asset)),
    ];
  },
};

/** The parts of a score as bars that add up to it. */
function partsTable(severities) {
  const list = parts(severities);
  const whole = list.reduce((sum, { part }) => sum + part, 0);
  const rows = list.map(({ theme, severity, weight, part }) => [
    theme.title, write.percent(severity), write.number(weight, 1),
    el('span', { class: 'bar-cell' }, bar(part, colours.work[2]), ' ', write.score(part)),
  ]);
  rows.push([el('strong', {}, t('score')), '', '', el('strong', {}, write.score(whole))]);
  return table(t('partsOfScore'), [t('theme'), t('severity'), t('weight'), t('part')], rows,
    { numeric: (column) => column > 0 });
}

function worksTable(works) {
  const { cost, measure, budget } = figures.columns;
  const rows = works.map((work) => [
    plannedText(work),
    figures.measures[measure[work]],
    dueAndWindow(work),
    Number.isNaN(cost[work]) ? '' : write.amount(cost[work]),
    foreign(figures.budgets[budget[work]] || t('noBudget')),
  ]);
  return table(t('works'), [t('year'), t('measure'), t('dueAndWindow'), t('cost'), t('budget')], rows);
}

/** When a work is due and its window. */
function dueAndWindow(work) {
  const { due, earliest, latest } = figures.columns;
  if (!due[work]) return '';
  return el('span', {}, `${due[work]} `, el('small', {}, `${earliest[work]}–${latest[work]}`));
}

const typeName = (asset) => figures.types[figures.columns.assetType[asset]];
const streetOf = (asset) => figures.streets[figures.columns.assetStreet[asset]];
const zoneName = (zone) =>
  figures.zones[zone].map((index) => figures.neighbourhoods[index].name).join(', ');

function neighbourhoodOf(asset) {
  const index = figures.columns.assetNeighbourhood[asset];
  return index < 0 ? t('outside') : figures.neighbourhoods[index].name;
}

function planeName({ theme, source: file, label, isOutside }) {
  const what = label ? `${file}: ${label}` : file;
  return el('span', {}, `${figures.themes[theme].title}: `,
    isOutside ? `${t('outOfReach')} ` : '', foreign(what));
}

/** Works on an asset; they stand together. */
function worksOf(asset) {
  const { workAsset } = figures.columns;
  let from = 0, to = workAsset.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (workAsset[middle] < asset) from = middle + 1;
    else to = middle;
  }
  const works = [];
  while (from < workAsset.length && workAsset[from] === asset) works.push(from++);
  return works;
}
