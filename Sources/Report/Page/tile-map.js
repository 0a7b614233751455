// Maps of the service's vector tiles: works by the year in which they are planned, and what is around them.

Object.assign(texts, setting.texts);
figures.locale = setting.locale;

/** Asks the service; what it says of a problem is the error's message. */
async function asked(path) {
  const response = await fetch(path, { headers: { accept: 'application/json' } });
  const document = await response.json();
  if (!response.ok) throw new Error(document.detail ?? document.title);
  return document;
}

/** What readers call the kind of a work. */
const kindNames = new Map(setting.kinds.map(({ type, measure, name }) => [`${type} ${measure}`, name]));
const kindOf = ({ asset_type: type, measure }) => kindNames.get(`${type} ${measure}`) ?? `${type}, ${measure}`;

/** Four periods of the horizon, the first to come the darkest. */
const periods = (() => {
  const colours = ['#440154', '#31688e', '#1f9e89', '#c9b100'];
  const years = setting.to - setting.from + 1;
  return colours.map((colour, index) => ({
    colour, from: setting.from + Math.ceil(years * index / 4), to: setting.from + Math.ceil(years * (index + 1) / 4) - 1,
  })).filter(({ from, to }) => from <= to);
})();
const notPlanned = '#9a9a9a';
const changeColours = { comes: '#00c853', goes: '#ff3d00', moves: '#00b0ff' };

// Where not all works can be drawn, one point stands for several, of whatever years.
const severalWorks = '#cfcfcf';
const yearPaint = ['case', ['has', 'feature_count'], severalWorks, ['has', 'planned_year'],
  ['step', ['get', 'planned_year'], ...periods.flatMap(({ colour, from }, index) => (index === 0 ? [colour] : [from, colour]))],
  notPlanned];

/** A source of tiles: a kind of features of an answer. */
function tileSource(scenario, kind) {
  const name = scenario === 'base' ? kind : `${scenario}.${kind}`;
  return {
    name, source: {
      type: 'vector', bounds: setting.bounds, maxzoom: 16,
      tiles: [`${location.origin}/v1/collections/${name}/tiles/WebMercatorQuad/{z}/{y}/{x}`],
    },
  };
}

const shapes = {
  fill: ['Polygon', 'MultiPolygon'], line: ['LineString', 'MultiLineString'], circle: ['Point', 'MultiPoint'],
};

/** The style of a map of an answer. */
function tileStyle(scenario, shows) {
  const [works, areas, challenges, projects] = ['works', 'neighbourhoods', 'challenges', 'projects']
    .map((kind) => tileSource(scenario, kind));
  const of = ({ name }, kind) => ({ source: kind, 'source-layer': name });
  const visible = (isShown) => ({ visibility: isShown ? 'visible' : 'none' });
  const ofKind = (kinds) => ['in', ['geometry-type'], ['literal', kinds]];
  const worksOf = (type, paint) => ({
    id: `works-${type}`, type, ...of(works, 'works'), paint, filter: ofKind(shapes[type]),
  });
  const size = (small, large) => ['interpolate', ['linear'], ['zoom'], 11, small, 16, large];
  const lit = '#000000'; // until it is told what becomes of each
  return {
    version: 8,
    sources: {
      changed: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
      works: works.source, areas: areas.source, challenges: challenges.source, projects: projects.source,
    },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': '#ffffff' } },
      {
        id: 'challenges', type: 'fill', ...of(challenges, 'challenges'), layout: visible(shows.challenges),
        paint: { 'fill-color': ['step', ['get', 'stack_height'], '#fee8c8', 2, '#fdbb84', 3, '#e34a33'], 'fill-antialias': false },
      },
      { id: 'areas', type: 'line', ...of(areas, 'areas'), paint: { 'line-color': '#4b4b4b', 'line-width': 1 } },
      {
        id: 'projects', type: 'line', ...of(projects, 'projects'), layout: visible(shows.projects),
        paint: { 'line-color': '#8a3a0a', 'line-width': 1, 'line-opacity': 0.7 },
      },
      worksOf('fill', { 'fill-color': yearPaint, 'fill-opacity': 0.9 }),
      worksOf('line', { 'line-color': yearPaint, 'line-width': size(1.2, 5) }),
      worksOf('circle', { 'circle-color': yearPaint, 'circle-radius': size(1.4, 5) }),
      {
        id: 'lit', type: 'line', ...of(works, 'works'), filter: ['==', ['get', 'work_id'], '\0'],
        layout: { 'line-cap': 'round' }, paint: { 'line-color': lit, 'line-width': size(1, 4) },
      },
      {
        id: 'changed', type: 'circle', source: 'changed', maxzoom: 15.5,
        paint: { 'circle-color': ['get', 'colour'], 'circle-radius': size(1.8, 5), 'circle-opacity': 0.9 },
      },
      {
        id: 'lit-points', type: 'circle', ...of(works, 'works'),
        filter: ['all', ofKind(shapes.circle), ['==', ['get', 'work_id'], '\0']],
        paint: { 'circle-color': 'rgba(0,0,0,0)', 'circle-radius': size(2.5, 8), 'circle-stroke-width': 2, 'circle-stroke-color': lit },
      },
    ],
  };
}

/** A map of an answer in an element; null where the browser draws none, which it then says. */
function makeTileMap(element, scenario, title) {
  const canDraw = typeof maplibregl !== 'undefined' && document.createElement('canvas').getContext('webgl2') !== null;
  if (!canDraw) {
    element.append(el('p', {}, t('noMap')));
    return null;
  }
  const shows = { challenges: false, projects: true };
  const map = new maplibregl.Map({
    container: element, style: tileStyle(scenario, shows), attributionControl: false, dragRotate: false,
    pitchWithRotate: false, maxPitch: 0, fadeDuration: 0,
    bounds: [setting.bounds.slice(0, 2), setting.bounds.slice(2)], fitBoundsOptions: { padding: 16 },
    // On a phone one thumb scrolls the page; two move the map.
    cooperativeGestures: matchMedia('(max-width: 760px)').matches,
    locale: {
      'NavigationControl.ZoomIn': t('zoomIn'), 'NavigationControl.ZoomOut': t('zoomOut'), 'Map.Title': title,
      'CooperativeGesturesHandler.MobileHelpText': t('twoFingers'),
      'CooperativeGesturesHandler.WindowsHelpText': t('ctrlScroll'),
      'CooperativeGesturesHandler.MacHelpText': t('ctrlScroll'),
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), 'top-right');
  return map;
}

/** Calls `body` once the map's style is there. */
const whenReady = (map, body) => (map.isStyleLoaded() ? body() : map.once('idle', body));

/** Has the works with some changes lit: `changes` are work ids with what becomes of them. */
function light(map, changes) {
  whenReady(map, () => {
    const ids = changes.map(({ id }) => id);
    const isLit = ['in', ['get', 'work_id'], ['literal', ids]];
    const groups = Object.entries(changeColours)
      .map(([what, colour]) => [changes.filter((change) => change.what === what).map(({ id }) => id), colour])
      .filter(([some]) => some.length);
    const paint = groups.length ? ['match', ['get', 'work_id'], ...groups.flat(), '#000000'] : '#000000';
    map.getSource('changed').setData({
      type: 'FeatureCollection',
      features: changes.filter(({ at }) => at).map(({ at, what }) => ({
        type: 'Feature', geometry: { type: 'Point', coordinates: at }, properties: { colour: changeColours[what] },
      })),
    });
    map.setFilter('lit', isLit);
    map.setFilter('lit-points', ['all', ['in', ['geometry-type'], ['literal', shapes.circle]], isLit]);
    map.setPaintProperty('lit', 'line-color', paint);
    map.setPaintProperty('lit-points', 'circle-stroke-color', paint);
  });
}

/** Brings features of GeoJSON in CRS84 into view. */
function showFeatures(map, features) {
  const box = [180, 90, -180, -90];
  const widen = (part) => {
    if (typeof part[0] !== 'number') return part.forEach(widen);
    box[0] = Math.min(box[0], part[0]);
    box[1] = Math.min(box[1], part[1]);
    box[2] = Math.max(box[2], part[0]);
    box[3] = Math.max(box[3], part[1]);
  };
  for (const { geometry } of features) if (geometry?.coordinates) widen(geometry.coordinates);
  if (box[0] > box[2]) return;
  const animate = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  map.fitBounds([box.slice(0, 2), box.slice(2)], { padding: 60, maxZoom: 17, animate });
}

/** What the colours say. */
function periodLegend() {
  const key = (colour, text) => el('span', {}, el('span', { class: 'swatch', style: { background: colour } }), text);
  return [
    el('span', {}, t('planned')),
    periods.map(({ colour, from, to }) => key(colour, from === to ? `${from}` : `${from}–${to}`)),
    key(notPlanned, t('notPlanned')),
    key(severalWorks, t('several')),
  ];
}

/** A table with a caption of words for those who hear it. */
function wideTable(caption, heads, rows, words = () => false) {
  return el('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': caption }, el('table', {},
    el('caption', {}, caption),
    el('thead', {}, el('tr', {}, heads.map((head, column) => el('th', { scope: 'col', class: words(column) && 'words' }, head)))),
    el('tbody', {}, rows.map((row) => el('tr', {}, row.map((cell, column) => (column === 0
      ? el('th', { scope: 'row' }, cell) : el('td', { class: words(column) && 'words' }, cell))))))));
}
