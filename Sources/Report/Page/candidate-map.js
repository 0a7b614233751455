// Projects on the map: a halo around their works, from afar a dot.

/** Makes the dots of the projects, and the boxes to fly to. */
function makeCandidateShapes() {
  const boxes = (figures.candidates ?? []).map(({ members }) => {
    const box = [0x7fffffff, 0x7fffffff, -0x80000000, -0x80000000];
    for (const { work } of members) {
      const asset = figures.columns.workAsset[work];
      widen(box, figures.shapes.assets.boxes.subarray(4 * asset, 4 * asset + 4));
    }
    return box;
  });
  const middles = boxes.map(([west, north, east, south]) =>
    [Math.round((west + east) / 2), Math.round((north + south) / 2)]);
  figures.shapes.candidateDots = pointLayer(middles, boxes);
}

/** A layer of points, each with the box of the whole that it stands for. */
function pointLayer(positions, boxes) {
  const count = positions.length;
  const numbers = Uint32Array.from({ length: count + 1 }, (_, index) => index);
  return {
    count,
    featureStarts: numbers,
    pathStarts: numbers,
    roles: new Uint8Array(count).fill(3),
    coordinates: Int32Array.from(positions.flat()),
    boxes: Int32Array.from(positions.flatMap((position) => [...position, ...position])),
    whole: Int32Array.from(boxes.flat()),
  };
}

/** From this zoom on projects show their works. */
const haloZoom = 13.5;

function candidateLayers() {
  const visibility = shown(state.candidates && figures.candidates !== undefined);
  const layer = (id, type, name, paint, more = {}) => (
    { id, type, source: name, 'source-layer': name, paint, layout: { visibility }, ...more });
  const near = (kinds) => (
    { minzoom: haloZoom, filter: ['in', ['geometry-type'], ['literal', kinds]] });
  const color = haloColour();
  const wide = (from, to) => ['interpolate', ['linear'], ['zoom'], 13, from, 17, to];
  return [
    layer('candidate-areas', 'line', 'candidates',
      { 'line-color': color, 'line-width': wide(2, 7) }, near(['Polygon', 'MultiPolygon'])),
    layer('candidate-lines', 'line', 'candidates',
      { 'line-color': color, 'line-width': wide(4, 14) }, near(['LineString', 'MultiLineString'])),
    layer('candidate-points', 'circle', 'candidates',
      { 'circle-color': color, 'circle-radius': wide(3, 8) }, near(['Point', 'MultiPoint'])),
    layer('candidate-dots', 'circle', 'candidateDots', {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 3, 14, 6],
      'circle-color': 'rgba(255,255,255,0.6)', 'circle-stroke-color': colours.candidate,
      'circle-stroke-width': 2,
    }, { maxzoom: haloZoom }),
  ];
}

/** The project whose sheet is open stands out from the others. */
const haloColour = () => ['case',
  ['==', ['id'], (candidateList.shown ?? -1) + 1], '#111111', colours.candidate];

function colourHalos() {
  for (const [id, property] of [['candidate-areas', 'line-color'], ['candidate-lines', 'line-color'],
    ['candidate-points', 'circle-color']]) map.setPaintProperty(id, property, haloColour());
}

/** Marks a project on the map, or none for null; its works show whatever the others do. */
function markCandidate(index) {
  if (candidateList.shown === index) return;
  candidateList.shown = index;
  if (!map) return;
  colourHalos();
  remake('assets');
  remake('candidates');
}

/** Assets of the project whose sheet is open. */
const chosenAssets = () => new Set(
  (figures.candidates?.[candidateList.shown]?.members ?? [])
    .map(({ work }) => figures.columns.workAsset[work]));

/** How many projects count as the best. */
const bestProjectCount = 40;

/** The projects that are lit, where some are; else the best by net gain, or all beside all works, of the chosen year. */
function shownCandidates() {
  if (lit.projects.size) return lit.projects;
  const { works, year } = state;
  const ranked = rankedCandidates().filter((index) =>
    year === null || figures.candidates[index].year === year);
  return new Set(works === 'all' ? ranked : ranked.slice(0, bestProjectCount));
}

/** What the tiles with the dots of projects hold. */
function dotContent() {
  const chosen = shownCandidates();
  const places = new Map(rankedCandidates().map((index, place) => [index, -place]));
  return {
    keys: [], values: () => [], rank: (index) => places.get(index),
    accepts: (index) => chosen.has(index),
  };
}

/** What the tiles with the works of projects hold: assets, with the project as their number. */
function haloContent() {
  const project = new Map();
  const chosen = [...shownCandidates()];
  if (candidateList.shown !== null) chosen.push(candidateList.shown);
  for (const index of chosen) {
    for (const { work } of figures.candidates[index].members) {
      project.set(figures.columns.workAsset[work], index);
    }
  }
  return {
    keys: [], values: () => [], rank: () => 0, number: (asset) => project.get(asset),
    accepts: (asset) => project.has(asset),
  };
}

function candidateSwitch() {
  if (!figures.candidates?.length) return null;
  const box = el('input', {
    id: 'show-candidates', type: 'checkbox', checked: state.candidates,
    onchange: () => change({ candidates: box.checked }),
  });
  return el('label', { class: 'switch', for: 'show-candidates' }, box, ' ', t('candidates'));
}

/** Brings the projects on the map to the state after a change. */
function applyCandidates(changed) {
  if (changed.has('candidates')) {
    for (const { id } of candidateLayers()) {
      map.setLayoutProperty(id, 'visibility', shown(state.candidates));
    }
  }
  if (['weights', 'year', 'works'].some((name) => changed.has(name))) {
    for (const name of ['candidates', 'candidateDots']) remake(name);
  }
}
