// Projects on the map: an outline around their works, from afar a dot.

/** Adds the outlines to the shapes: the convex hull of a project's works. */
function makeCandidateShapes() {
  const hulls = (figures.candidates ?? []).map(({ members }) =>
    convexHull(members.flatMap(({ work }) => positionsOf(figures.columns.workAsset[work]))));
  figures.shapes.candidates = flatLayer(hulls, 0);
  figures.shapes.candidateDots = flatLayer(hulls.map((hull) => [middle(hull)]), 3);
}

/** Corners of the box of each path of an asset; a project is larger than what lies within them. */
function positionsOf(asset) {
  const { featureStarts, pathBoxes } = figures.shapes.assets;
  const positions = [];
  for (let path = featureStarts[asset]; path < featureStarts[asset + 1]; path++) {
    const [west, north, east, south] = pathBoxes.subarray(4 * path, 4 * path + 4);
    positions.push([west, north], [east, north], [east, south], [west, south]);
  }
  return positions;
}

/** The smallest convex ring around positions (Andrew 1979). */
function convexHull(positions) {
  const sorted = positions.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const turn = (a, b, c) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  const half = (list) => list.reduce((hull, position) => {
    while (hull.length > 1 && turn(hull.at(-2), hull.at(-1), position) <= 0) hull.pop();
    hull.push(position);
    return hull;
  }, []).slice(0, -1);
  return [...half(sorted), ...half(sorted.reverse())];
}

function middle(hull) {
  const mean = (axis) => Math.round(sumOf(hull.map((position) => position[axis])) / hull.length);
  return [mean(0), mean(1)];
}

/** A layer of shapes with one path for each feature. */
function flatLayer(paths, role) {
  const count = paths.length;
  const starts = new Uint32Array(count + 1);
  paths.forEach((path, index) => { starts[index + 1] = starts[index] + path.length; });
  const boxes = paths.flatMap((path) => {
    const box = [0x7fffffff, 0x7fffffff, -0x80000000, -0x80000000];
    for (const [x, y] of path) widen(box, [x, y, x, y]);
    return box;
  });
  return {
    count,
    featureStarts: Uint32Array.from({ length: count + 1 }, (_, index) => index),
    pathStarts: starts,
    roles: new Uint8Array(count).fill(role),
    coordinates: Int32Array.from(paths.flat(2)),
    boxes: Int32Array.from(boxes),
    pathBoxes: Int32Array.from(boxes),
  };
}

/** From this zoom on projects have their outline. */
const outlineZoom = 13.5;

function candidateLayers() {
  const layer = (id, type, name, paint, more = {}) => ({
    id, type, source: name, 'source-layer': name, paint,
    layout: { visibility: shown(state.candidates && figures.candidates !== undefined) }, ...more,
  });
  return [
    layer('candidate-fills', 'fill', 'candidates',
      { 'fill-color': colours.candidate, 'fill-opacity': 0.08 }, { minzoom: outlineZoom }),
    layer('candidate-lines', 'line', 'candidates', {
      'line-color': colours.candidate, 'line-width': 2, 'line-dasharray': [2, 1],
    }, { minzoom: outlineZoom }),
    layer('candidate-dots', 'circle', 'candidateDots', {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 3, 14, 6],
      'circle-color': 'rgba(255,255,255,0.6)', 'circle-stroke-color': colours.candidate,
      'circle-stroke-width': 2,
    }, { maxzoom: outlineZoom }),
    layer('candidate-chosen', 'line', 'candidates',
      { 'line-color': '#111111', 'line-width': 4 }, { filter: ['==', ['id'], 0] }),
  ];
}

/** Marks a project on the map, or none for null; its works show whatever the others do. */
function markCandidate(index) {
  if (candidateList.shown === index) return;
  candidateList.shown = index;
  if (!map) return;
  map.setFilter('candidate-chosen', ['==', ['id'], index === null ? 0 : index + 1]);
  remake('assets');
}

/** Assets of the project whose sheet is open. */
const chosenAssets = () => new Set(
  (figures.candidates?.[candidateList.shown]?.members ?? [])
    .map(({ work }) => figures.columns.workAsset[work]));

/** How many projects count as the best. */
const bestProjectCount = 40;

/** The best projects by net gain, or all of them beside all works. */
function shownCandidates() {
  const ranked = rankedCandidates();
  const chosen = new Set(state.works === 'all' ? ranked : ranked.slice(0, bestProjectCount));
  const rank = new Float64Array(ranked.length);
  ranked.forEach((index, place) => { rank[index] = ranked.length - place; });
  const { year } = state;
  return {
    keys: [], values: () => [], rank: (index) => rank[index],
    accepts: (index) => chosen.has(index) && (year === null || figures.candidates[index].year === year),
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
