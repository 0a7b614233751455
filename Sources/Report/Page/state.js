// What the reader has set. It lives in the address, so that a setting can be shared.

const state = {
  view: 'height', // a key of mapViews()
  works: 'best', // 'best', 'all' or 'none'
  year: null, // null is all years, 0 works of which no year is known, 1 those that are not planned
  candidates: true,
  background: '', // address of tiles of a background map
  weights: [], // by theme
  tab: 'overview',
  compared: [], // indices of neighbourhoods
  package: 0, // index of the package of measures that the page and the map show
  project: null, // id of the project whose sheet is open
  street: null, // name and neighbourhood of the street whose sheet is open
  camera: null, // [longitude, latitude, zoom]
};

/** Lists of which the address holds the filters and the order. */
const lists = [];

/** Has the address hold the filters and the order of a list, which begins with those that it has now. */
function remembered(list) {
  lists.push(Object.assign(list, { asked: {}, begins: { sort: list.sort, down: list.down } }));
  return list;
}

const listeners = [];

/** Has `body` called with the names of what changed, after each change. */
function onChange(body) { listeners.push(body); }

/** Changes the state and tells who listens. */
function change(changes) {
  const names = Object.keys(changes).filter((name) => state[name] !== changes[name]);
  if (names.length === 0) return;
  Object.assign(state, changes);
  for (const listener of listeners) listener(new Set(names));
  // Another page or sheet is a step that the browser's back undoes; the rest belongs to the step.
  if (isRestoring) return;
  const isStep = ['tab', 'project', 'street'].some((name) => names.includes(name));
  if (isStep && address() !== location.hash) history.pushState(null, '', address());
  else rememberSoon();
}

let isRestoring = false; // while the browser goes back or forward

/** Brings back the setting of the address, after the browser went back or forward. */
function restore() {
  // Another fragment, such as that of the link past the map, is no setting.
  if (!new URLSearchParams(location.hash.slice(1)).has('tab')) {
    history.replaceState(null, '', address());
    return;
  }
  const before = { ...state };
  const filters = addressOfLists().toString();
  isRestoring = true;
  readAddress();
  const changed = new Set(Object.keys(state).filter((name) =>
    JSON.stringify(state[name]) !== JSON.stringify(before[name])));
  changed.delete('camera');
  state.camera = before.camera;
  if (changed.has('weights')) score();
  for (const listener of listeners) listener(changed);
  if (!changed.has('tab') && addressOfLists().toString() !== filters) drawTab();
  if (changed.has('project') || changed.has('street')) showSheet();
  isRestoring = false;
}

/** Opens the sheet of the project or street that the address names, or closes what is open. */
function showSheet() {
  const index = state.project === null ? -1 : candidateIndex(state.project);
  const street = state.street === null ? undefined : streetOfKey(state.street);
  if (index >= 0) openCandidate(index);
  else if (street) openStreet(street);
  else closeDetails();
}

const rememberSoon = settled(() => history.replaceState(null, '', address()), 250);

/** What the address has for what is no year. */
const yearNames = { 0: 'none', 1: 'undone' };

/** The fragment of the address that brings this setting back. */
function address() {
  const parts = new URLSearchParams();
  parts.set('map', state.view);
  parts.set('works', state.works);
  if (state.year !== null) parts.set('year', yearNames[state.year] ?? state.year);
  if (!state.candidates) parts.set('candidates', 'off');
  parts.set('weights', state.weights.join(','));
  parts.set('tab', state.tab);
  if (state.compared.length) {
    parts.set('compare', state.compared.map((index) => figures.neighbourhoods[index].id).join('|'));
  }
  if (state.view === 'package' || state.tab === 'packages') parts.set('package', state.package);
  if (state.project !== null) parts.set('project', state.project);
  if (state.street !== null) parts.set('street', state.street);
  for (const [key, value] of addressOfLists()) parts.set(key, value);
  if (state.camera) parts.set('at', state.camera.map((number) => number.toFixed(7)).join(','));
  return `#${parts}`;
}

/** What the address has of the lists: filters by the words that readers see, which stay true in another report, and
 *  the order, with a dash where it goes down. */
function addressOfLists() {
  const parts = new URLSearchParams();
  for (const { name, filters, told, asked, sort, down, begins } of lists) {
    for (const [key, value] of Object.entries(filters)) {
      const text = asked[key] ?? told?.[key]?.options?.find((option) => option[0] === value)?.[1] ?? value;
      if (text !== '' && (value !== '' || asked[key])) parts.set(`${name}.${key}`, text);
    }
    if (sort !== begins.sort || down !== begins.down) parts.set(`${name}.order`, `${down ? '-' : ''}${sort}`);
  }
  return parts;
}

/** Takes filters and order of the lists from the address; a filter is looked up when its list is drawn. */
function readLists(parts) {
  for (const list of lists) {
    clearFilters(list);
    Object.assign(list, list.begins);
    for (const key of Object.keys(list.filters)) {
      const text = parts.get(`${list.name}.${key}`);
      if (text) list.asked[key] = text;
    }
    const [, down, sort] = (parts.get(`${list.name}.order`) ?? '').match(/^(-?)(\w+)$/) ?? [];
    if (list.orders?.includes(sort)) Object.assign(list, { sort, down: down === '-' });
  }
}

/** Takes the setting from the address; what does not fit this report is left as it was. */
function readAddress() {
  Object.assign(state, {
    view: 'height', works: 'best', year: null, tab: 'overview', package: 0, project: null,
    street: null, camera: null,
  });
  state.weights = figures.themes.map((theme) => theme.weight);
  const parts = new URLSearchParams(location.hash.slice(1));
  if (mapViews().some(({ key }) => key === parts.get('map'))) state.view = parts.get('map');
  if (['best', 'all', 'none'].includes(parts.get('works'))) state.works = parts.get('works');
  const year = Number(parts.get('year'));
  if (year >= figures.from && year <= figures.to) state.year = year;
  if (parts.get('year') === yearNames[noYear] && hasUndated()) state.year = noYear;
  if (parts.get('year') === yearNames[notPlanned] && hasUndone()) state.year = notPlanned;
  state.candidates = parts.get('candidates') !== 'off';
  const weights = (parts.get('weights') ?? '').split(',').map(Number);
  if (weights.length === figures.themes.length && weights.every((w) => w >= 0 && w <= 1e6)) {
    state.weights = weights;
  }
  if (tabs.some((tab) => tab.key === parts.get('tab'))) state.tab = parts.get('tab');
  const chosen = Number(parts.get('package') ?? 0);
  if (Number.isInteger(chosen) && figures.packages[chosen]) state.package = chosen;
  if (candidateIndex(parts.get('project')) >= 0) state.project = parts.get('project');
  if (parts.has('street') && state.project === null && streetOfKey(parts.get('street'))) {
    state.street = parts.get('street');
  }
  const ids = (parts.get('compare') ?? '').split('|');
  state.compared = figures.neighbourhoods.map((_, index) => index)
    .filter((index) => ids.includes(figures.neighbourhoods[index].id)).slice(0, mostCompared);
  readLists(parts);
  const camera = (parts.get('at') ?? '').split(',').map(Number);
  if (camera.length === 3 && camera.every(Number.isFinite)) state.camera = camera;
}
