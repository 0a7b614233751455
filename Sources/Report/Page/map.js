// The map: layers of the report over each other, drawn by MapLibre GL from tiles that tiles.js makes.

let map = null;
const versions = { faces: 0, assets: 0, areas: 0, candidates: 0, candidateDots: 0 };

/** Makes the map; without WebGL or MapLibre the report goes on without one. */
function makeMap() {
  if (typeof maplibregl === 'undefined' || !hasWebGL()) {
    byId('map').append(el('p', { class: 'no-map' }, t('noMap')));
    return;
  }
  maplibregl.addProtocol('kansenkaart', async ({ url }) => ({ data: answer(url) }));
  map = new maplibregl.Map({
    container: 'map',
    style: mapStyle(),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    fadeDuration: 0,
    locale: mapWords(),
    // On a phone one thumb scrolls the page; two move the map.
    cooperativeGestures: matchMedia('(max-width: 760px)').matches,
    ...startCamera(),
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new maplibregl.ScaleControl({ unit: 'metric' }), 'bottom-right');
  startBackground();
  map.on('moveend', () => {
    const { lng, lat } = map.getCenter();
    change({ camera: [lng, lat, map.getZoom()] });
  });
  makeLabels();
  addInspection();
  onChange(redraw);
}

function hasWebGL() {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

const startCamera = () => state.camera
  ? { center: state.camera.slice(0, 2), zoom: state.camera[2] }
  : { bounds: figures.bounds, fitBoundsOptions: { padding: 24 } };

const mapWords = () => ({
  'NavigationControl.ZoomIn': t('zoomIn'),
  'NavigationControl.ZoomOut': t('zoomOut'),
  'Map.Title': `${t('map')}, ${figures.name}`, // another name than the part of the page around it
  'Marker.Title': t('neighbourhood'),
  'CooperativeGesturesHandler.MobileHelpText': t('twoFingers'),
  'CooperativeGesturesHandler.WindowsHelpText': t('ctrlScroll'),
  'CooperativeGesturesHandler.MacHelpText': t('ctrlScroll'),
  'ScaleControl.Meters': 'm',
  'ScaleControl.Kilometers': 'km',
});

const source = (name) => ({
  type: 'vector',
  tiles: [`kansenkaart://${name}/${versions[name]}/{z}/{x}/{y}`],
  maxzoom: deepestZoom,
  bounds: figures.bounds.flat(),
});

function mapStyle() {
  return {
    version: 8,
    sources: Object.fromEntries(Object.keys(versions).map((name) => [name, source(name)])),
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': '#ffffff' } },
      {
        id: 'areas', type: 'fill', source: 'areas', 'source-layer': 'areas',
        paint: { 'fill-color': areaPaint(), 'fill-antialias': false },
      },
      {
        id: 'faces', type: 'fill', source: 'faces', 'source-layer': 'faces',
        paint: { 'fill-color': facePaint(), 'fill-antialias': false },
        layout: { visibility: shown(mapView().group === 'challenges') },
      },
      {
        id: 'borders', type: 'line', source: 'areas', 'source-layer': 'areas',
        paint: { 'line-color': '#4b4b4b', 'line-width': 1, 'line-opacity': 0.8 },
      },
      ...litLayers(),
      ...candidateLayers(),
      ...workLayers(),
      {
        id: 'chosen', type: 'line', source: 'areas', 'source-layer': 'areas',
        filter: comparedFilter(),
        paint: { 'line-color': '#111111', 'line-width': 3 },
      },
      {
        id: 'chosen-asset', type: 'line', source: 'assets', 'source-layer': 'assets',
        filter: ['==', ['id'], 0],
        paint: { 'line-color': '#111111', 'line-width': 4 },
      },
      {
        id: 'chosen-point', type: 'circle', source: 'assets', 'source-layer': 'assets',
        filter: ['==', ['id'], 0],
        paint: {
          'circle-radius': 9, 'circle-color': 'rgba(0,0,0,0)', 'circle-stroke-width': 3,
          'circle-stroke-color': '#111111',
        },
      },
    ],
  };
}

const comparedFilter = () =>
  ['in', ['id'], ['literal', state.compared.map((index) => index + 1)]];

const shown = (isShown) => (isShown ? 'visible' : 'none');

/** Colour by score, against the highest score that occurs, so that differences show. */
function workPaint() {
  const ramp = colours.work;
  const steps = ramp.slice(1).flatMap((colour, index) => [workStep(index + 1), colour]);
  return ['step', ['get', 'score'], ramp[0], ...steps];
}

/** Scores in tiles are whole thousandths. */
const workStep = (index) => Math.max(index, Math.round(1000 * topScore() * index / colours.work.length));

function topScore() {
  const first = scores.order[0];
  return first === undefined ? 1 : scores.assets[figures.columns.workAsset[first]] || 1;
}

function workLayers() {
  const layer = (id, type, kinds, paint, layout = {}) => ({
    id, type, source: 'assets', 'source-layer': 'assets', paint,
    filter: ['in', ['geometry-type'], ['literal', kinds]],
    layout: { ...layout, visibility: shown(state.works !== 'none') },
  });
  return [
    layer('work-fills', 'fill', ['Polygon', 'MultiPolygon'],
      { 'fill-color': workPaint(), 'fill-opacity': 0.85 }),
    layer('work-lines', 'line', ['LineString', 'MultiLineString'],
      { 'line-color': workPaint(), 'line-width': ['interpolate', ['linear'], ['zoom'], 11, 1.5, 16, 5] },
      { 'line-cap': 'round' }),
    layer('work-points', 'circle', ['Point', 'MultiPoint'], {
      'circle-color': workPaint(), 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 0.5,
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 1.6, 16, 5],
    }),
  ];
}

function facePaint() {
  const ramp = colours.challenge;
  const { theme } = mapView();
  if (theme === undefined) {
    const steps = figures.themes.flatMap((_, index) => [index + 1, heightColour(index + 1)]);
    return ['step', ['get', 'height'], ramp[0], ...steps];
  }
  const steps = ramp.slice(2).flatMap((colour, index) => [250 * index + 1, colour]);
  return ['step', ['get', `theme${theme}`], 'rgba(0,0,0,0)', ...steps];
}

function areaPaint() {
  const { colour } = mapView();
  if (!colour) return colours.ground;
  const pairs = figures.neighbourhoods.flatMap((_, index) => [index + 1, colour(index)]);
  return ['match', ['id'], ...pairs, colours.ground];
}

/** Brings the map to the state after a change. */
function redraw(changed) { whenDrawn(() => apply(changed)); }

/** Calls `body` once the map can be changed. */
function whenDrawn(body) {
  if (!map.isStyleLoaded() && !map.loaded()) map.once('idle', body);
  else body();
}

function apply(changed) {
  const set = (layer, property, value) => map.setPaintProperty(layer, property, value);
  if (changed.has('view') || changed.has('package')) {
    map.setLayoutProperty('faces', 'visibility', shown(mapView().group === 'challenges'));
    set('faces', 'fill-color', facePaint());
    set('areas', 'fill-color', areaPaint());
    veil();
  }
  if (changed.has('compared')) {
    map.setFilter('chosen', comparedFilter());
  }
  if (['weights', 'year', 'works'].some((name) => changed.has(name))) {
    for (const { id } of workLayers()) {
      map.setLayoutProperty(id, 'visibility', shown(state.works !== 'none'));
    }
    set('work-fills', 'fill-color', workPaint());
    set('work-lines', 'line-color', workPaint());
    set('work-points', 'circle-color', workPaint());
    remake('assets');
  }
  applyCandidates(changed);
  applyBackground(changed);
}

/** Has the tiles of a layer made again. */
function remake(name) {
  versions[name] += 1;
  map.getSource(name).setTiles(source(name).tiles);
}

/** The tile that an address such as kansenkaart://faces/0/14/8412/5389 asks for. */
function answer(url) {
  const [name, , zoom, column, row] = url.slice('kansenkaart://'.length).split('/');
  const layer = figures.shapes[name === 'candidates' ? 'assets' : name];
  return makeTile(name, layer, Number(zoom), Number(column), Number(row), contentOf(name));
}

const contents = {}; // what the tiles of a layer hold, by its name

/** What the tiles of a layer hold, worked out once until they are made again. */
function contentOf(name) {
  if (contents[name]?.version !== versions[name]) {
    contents[name] = { version: versions[name], ...tileContent[name]() };
  }
  return contents[name];
}

const tileContent = {
  areas: () => ({ keys: [], accepts: () => true, values: () => [], rank: () => 0 }),
  candidates: haloContent,
  candidateDots: dotContent,
  faces: () => {
    const kinds = figures.kinds.map((kind) => [
      kind.severities.filter((severity) => severity > 0).length,
      ...kind.severities.map((severity) => Math.round(1000 * severity)),
    ]);
    const { faceKind } = figures.columns;
    return {
      keys: ['height', ...figures.themes.map((_, theme) => `theme${theme}`)],
      accepts: () => true,
      values: (face) => kinds[faceKind[face]],
      rank: () => 0,
    };
  },
  assets: () => {
    const isShown = state.works === 'best' ? (asset) => scores.best.has(asset) : acceptsYear();
    const chosen = new Set([...chosenAssets(), ...lit.assets]);
    return {
      keys: ['score'],
      accepts: (asset) => chosen.has(asset) || isShown(asset),
      values: (asset) => [Math.round(1000 * scores.assets[asset])],
      rank: (asset) => scores.assets[asset],
    };
  },
};

/** Whether an asset has a work that is shown in the chosen year. */
function acceptsYear() {
  const { workAsset } = figures.columns;
  const has = new Uint8Array(figures.shapes.assets.count);
  for (let work = 0; work < workAsset.length; work++) {
    if (isShownIn(state.year, work)) has[workAsset[work]] = 1;
  }
  return (asset) => has[asset] === 1;
}

/** Longitude and latitude of a position of the shapes. */
function lngLat(x, y) {
  const n = Math.PI * (1 - 2 * y / 2 ** 28);
  return [360 * x / 2 ** 28 - 180, 180 / Math.PI * Math.atan(Math.sinh(n))];
}

/** Brings a feature of a layer into view. */
function flyTo(layerName, feature, deepest = 17) {
  flyToAll(layerName, [feature], deepest);
}

/** Brings features of a layer into view, all of them. */
function flyToAll(layerName, features, deepest = 17) {
  if (!map || features.length === 0) return;
  const { whole, boxes } = figures.shapes[layerName];
  const box = [0x7fffffff, 0x7fffffff, -0x80000000, -0x80000000];
  for (const feature of features) widen(box, (whole ?? boxes).subarray(4 * feature, 4 * feature + 4));
  const bounds = [lngLat(box[0], box[3]), lngLat(box[2], box[1])];
  const animate = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  map.fitBounds(bounds, { padding: 60, maxZoom: deepest, animate, duration: 700 });
}

/** Marks an asset, or none. */
function markAsset(asset) {
  if (!map) return;
  for (const id of ['chosen-asset', 'chosen-point']) {
    map.setFilter(id, ['==', ['id'], asset === null ? 0 : asset + 1]);
  }
}
