// A background map from the network, only where the reader asks for it; what they chose is remembered.

const pdok = 'https://service.pdok.nl';

/** Background maps at one click, for places in the Netherlands: where tiles come from, and whose they are. */
const backgrounds = [
  { key: 'grey', tiles: `${pdok}/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png`, owner: 'Kadaster' },
  { key: 'colour', tiles: `${pdok}/brt/achtergrondkaart/wmts/v2_0/standaard/EPSG:3857/{z}/{x}/{y}.png`, owner: 'Kadaster' },
  {
    key: 'aerial', tiles: `${pdok}/hwh/luchtfotorgb/wmts/v1_0/Actueel_orthoHR/EPSG:3857/{z}/{x}/{y}.jpeg`,
    owner: 'Beeldmateriaal Nederland',
  },
];

/** The deepest zoom at which these services have tiles. */
const deepestBackground = 19;

/** Where readers' browsers keep what they chose; another name than anything else that opens from disk. */
const rememberedAs = 'kansenkaart-background';

/** What the reader chose before, where the browser keeps such things; else nothing. */
function rememberedBackground() {
  try {
    const address = localStorage.getItem(rememberedAs) ?? '';
    return backgroundIsValid(address) ? address : '';
  } catch {
    return '';
  }
}

function rememberBackground(address) {
  try {
    if (address === '') localStorage.removeItem(rememberedAs);
    else localStorage.setItem(rememberedAs, address);
  } catch {
    // A browser that keeps nothing forgets it when the page closes.
  }
}

/** Whether this is an address of tiles, with {z}, {x} and {y}. */
const backgroundIsValid = (address) =>
  /^https:\/\/\S+$/.test(address) && ['{z}', '{x}', '{y}'].every((part) => address.includes(part));

/** Whether the map lies in the Netherlands, at least in part. */
function isInNetherlands() {
  const [[west, south], [east, north]] = figures.bounds;
  return east > 3.2 && west < 7.3 && north > 50.7 && south < 53.7;
}

/** Whose background map is shown; nothing where none is, the host of the tiles where it is the reader's own. */
function backgroundOwner() {
  if (!state.background) return '';
  const known = backgrounds.find(({ tiles }) => tiles === state.background);
  return known ? t('backgroundBy', known.owner) : t('backgroundBy', new URL(state.background).host);
}

/** Buttons for the known background maps, and a field for another one. */
function makeBackgroundSwitch() {
  const choose = (address) => {
    rememberBackground(address);
    change({ background: address });
  };
  const known = isInNetherlands() ? backgrounds : [];
  const button = (key, address) => el('button', {
    id: `background-${key}`, type: 'button', 'aria-pressed': String(state.background === address),
    onclick: () => choose(address),
  }, t(`background-${key}`));
  const field = el('input', {
    id: 'background', type: 'url', placeholder: 'https://…/{z}/{x}/{y}.png',
    value: known.some(({ tiles }) => tiles === state.background) ? '' : state.background,
    onchange: () => {
      const address = field.value.trim();
      const isValid = address === '' || backgroundIsValid(address);
      field.setAttribute('aria-invalid', String(!isValid));
      byId('background-help').textContent = isValid ? '' : t('backgroundInvalid');
      if (isValid) choose(address);
    },
  });
  byId('backgrounds').replaceChildren(
    el('span', { id: 'background-title' }, t('background')), ' ',
    el('span', { class: 'buttons', role: 'group', 'aria-labelledby': 'background-title' },
      button('none', ''), known.map(({ key, tiles }) => button(key, tiles))),
    el('details', {}, el('summary', {}, t('backgroundOwn')),
      el('p', { class: 'hint' }, t('backgroundRemembered')),
      el('label', { class: 'choice', for: 'background' }, el('span', {}, t('backgroundText')), field)),
    el('span', { id: 'background-help', role: 'status' }));
  onChange((changed) => {
    if (!changed.has('background')) return;
    for (const { key, tiles } of [{ key: 'none', tiles: '' }, ...known]) {
      byId(`background-${key}`).setAttribute('aria-pressed', String(state.background === tiles));
    }
    byId('background-help').textContent = '';
  });
}

/** Shows the reader's background below everything, with the challenges as a veil over it. */
function applyBackground(changed) {
  if (changed.has('background')) showBackground();
}

function showBackground() {
  if (map.getLayer('background')) map.removeLayer('background');
  if (map.getSource('background')) map.removeSource('background');
  if (state.background) {
    map.addSource('background', {
      type: 'raster', tiles: [state.background], tileSize: 256, maxzoom: deepestBackground,
    });
    map.addLayer({ id: 'background', type: 'raster', source: 'background' }, 'areas');
  }
  veil();
  byId('map-credit').textContent = backgroundOwner();
}

/** Over a background what the map shows is a veil; where it only shows borders there is none. */
function veil() {
  const over = state.background ? 0.55 : 1;
  map.setPaintProperty('areas', 'fill-opacity', state.background && !mapView().colour ? 0 : over);
  map.setPaintProperty('faces', 'fill-opacity', over);
}

/** Brings the background that was chosen before, and tells where one does not come. */
function startBackground() {
  map.on('error', ({ error, sourceId }) => {
    // Tiles that are made anew before the last ones came break those off; that is no error.
    if (error.message === 'AbortError') return;
    if (sourceId === 'background') byId('background-help').textContent = t('backgroundFails');
    else console.error(error);
  });
  map.once('load', showBackground);
}
