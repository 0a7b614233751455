// The map follows the page: what a page is about is what the map shows, until the reader goes on.

/** What pages ask of the map. */
const pageSettings = {
  packages: () => ({ view: 'package' }),
  // The page of neighbourhoods tells of their types in the colours of the map.
  areas: () => (figures.areaTypes.length > 1 ? { view: 'type' } : {}),
  undone: () => ({ works: 'all', year: notPlanned }),
  // Of a programme the map shows a year once the reader chooses it.
  programme: () => (state.year === null ? {} : { works: 'all', year: state.year }),
};

/** What the map shows of its own accord. */
const plainSetting = { view: 'height', works: 'best', year: null };

let pageFollowed = null; // key of the page that the map follows
let settingBefore = plainSetting; // what the map showed before it followed that page

/** Has the map follow the page that is open; what the page before it had set goes back to what it was. */
function followPage() {
  if (isRestoring || !map) {
    pageFollowed = state.tab;
    settingBefore = plainSetting;
    return;
  }
  const changes = {};
  for (const [name, value] of Object.entries(pageSettings[pageFollowed]?.() ?? {})) {
    // What the reader has set since stays.
    if (state[name] === value) changes[name] = settingBefore[name];
  }
  const wanted = pageSettings[state.tab]?.() ?? {};
  const { view, works, year } = { ...state, ...changes };
  settingBefore = { view, works, year };
  pageFollowed = state.tab;
  change({ ...changes, ...wanted });
}

/** What is lit on the map besides what is chosen to be shown: a street, or the projects of a pattern. */
const lit = { assets: new Set(), projects: new Set() };

/** Lights assets and projects, or none. */
function light({ assets = [], projects = [] } = {}) {
  if (lit.assets.size + lit.projects.size + assets.length + projects.length === 0) return;
  lit.assets = new Set(assets);
  lit.projects = new Set(projects);
  drawLegend();
  if (!map) return;
  whenDrawn(() => {
    for (const { id } of litLayers()) map.setFilter(id, litFilter(id));
    colourHalos();
    for (const name of ['assets', 'candidates', 'candidateDots']) remake(name);
  });
}

/** A street as it is lit: its ground yellow, edged in black, below the works. */
function litLayers() {
  const layer = (id, type, paint, layout = {}) => (
    { id, type, source: 'assets', 'source-layer': 'assets', paint, layout, filter: litFilter(id) });
  return [
    layer('lit-edges', 'line', {
      'line-color': '#111111', 'line-width': ['interpolate', ['linear'], ['zoom'], 12, 6, 17, 16],
    }, { 'line-cap': 'round', 'line-join': 'round' }),
    layer('lit-lines', 'line', {
      'line-color': colours.lit, 'line-width': ['interpolate', ['linear'], ['zoom'], 12, 4, 17, 12],
    }, { 'line-cap': 'round', 'line-join': 'round' }),
    layer('lit-points', 'circle', {
      'circle-color': colours.lit, 'circle-radius': ['interpolate', ['linear'], ['zoom'], 12, 3, 17, 9],
      'circle-stroke-color': '#111111', 'circle-stroke-width': 1.5,
    }),
  ];
}

function litFilter(id) {
  const kinds = id === 'lit-points' ? ['Point', 'MultiPoint']
    : ['Polygon', 'MultiPolygon', 'LineString', 'MultiLineString'];
  return ['all', ['in', ['geometry-type'], ['literal', kinds]],
    ['in', ['id'], ['literal', [...lit.assets].map((asset) => asset + 1)]]];
}
