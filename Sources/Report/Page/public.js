// The page for those who see no costs: the map with its choices, and what happens in a street or at a place.

const map = makeTileMap(byId('map'), 'base', t('map'));

/** The works that were found, as a table; `features` are GeoJSON or features of tiles. */
function showFound(title, features) {
  const works = [...new Map(features.map(({ properties }) => [properties.work_id, properties])).values()]
    .sort((one, other) => (one.planned_year ?? 9999) - (other.planned_year ?? 9999));
  byId('found').replaceChildren(el('h2', {}, title), works.length
    ? wideTable(t('foundHere'), [t('what'), t('street'), t('year')],
      works.map((work) => [kindOf(work), work.street ?? '', String(work.planned_year ?? t('notPlanned'))]), () => true)
    : el('p', {}, t('foundNone')));
}

async function findStreet(street) {
  try {
    const { features } = await asked(`/v1/collections/works/items?limit=10000&street=${encodeURIComponent(street)}`);
    showFound(street, features);
    if (map) {
      light(map, features.map(({ properties }) => ({ id: properties.work_id })));
      showFeatures(map, features);
    }
  } catch (error) {
    byId('found').replaceChildren(el('p', {}, t('failed', error.message)));
  }
}

/** Shows the works of a year, or all. */
function chooseYear(year) {
  for (const type of Object.keys(shapes)) {
    const kind = ['in', ['geometry-type'], ['literal', shapes[type]]];
    map.setFilter(`works-${type}`, year ? ['all', kind, ['==', ['get', 'planned_year'], year]] : kind);
  }
}

function makeChoices() {
  const street = el('input', { id: 'street', list: 'streets', type: 'text', autocomplete: 'off' });
  const parts = [el('label', { for: 'street' }, t('street')), street, el('button', { type: 'submit', id: 'find' }, t('find'))];
  if (map) {
    const year = el('select', { id: 'year', onchange: () => whenReady(map, () => chooseYear(Number(year.value))) },
      el('option', { value: 0 }, t('allYears')),
      Array.from({ length: setting.to - setting.from + 1 }, (_, index) =>
        el('option', { value: setting.from + index }, String(setting.from + index))));
    const box = (layer, text, isOn) => el('label', {}, el('input', {
      id: `show-${layer}`, type: 'checkbox', checked: isOn,
      onchange: ({ target }) => whenReady(map, () => {
        map.setLayoutProperty(layer, 'visibility', target.checked ? 'visible' : 'none');
      }),
    }), ' ', text);
    parts.push(el('label', { for: 'year' }, t('year')), year,
      box('projects', t('showProjects'), true), box('challenges', t('showChallenges'), false));
  }
  byId('choices').append(...parts);
  byId('choices').addEventListener('submit', (event) => {
    event.preventDefault();
    if (street.value.trim()) findStreet(street.value.trim());
  });
}

makeChoices();
byId('legend').append(...periodLegend().flat());
map?.on('click', ({ point }) => {
  const around = [[point.x - 4, point.y - 4], [point.x + 4, point.y + 4]];
  const found = map.queryRenderedFeatures(around, { layers: Object.keys(shapes).map((type) => `works-${type}`) })
    .filter(({ properties }) => properties.work_id !== undefined);
  showFound(t('foundHere'), found);
  light(map, found.map(({ properties }) => ({ id: properties.work_id })));
});
document.documentElement.dataset.ready = 'true';
