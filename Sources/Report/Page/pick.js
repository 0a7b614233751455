// Works for a decision, chosen on the map: a click takes one in, another lets go of it.

const picking = {
  isOn: false,
  groups: [[]], // works, by their places among all; a split has several groups
};

/** Colours of the groups, in turn. */
const groupColours = ['#6a3d9a', '#b15928', '#00695c', '#ad1457'];
const colourOfGroup = (group) => groupColours[group % groupColours.length];

/** The works that a text names by their ids: groups with a bar between them. Ids that are not known are left out. */
function groupsOf(text) {
  const places = new Map(figures.columns.workID.map((id, work) => [id, work]));
  return text.split('|').map((group) => workIDs(group).flatMap((id) => places.get(id) ?? []));
}

/** The ids that a text names; an id with a space in it is one where there is such a work. */
function workIDs(text) {
  const known = new Set(figures.columns.workID);
  return text.split(/[,;+]/).map((part) => part.trim()).filter(Boolean)
    .flatMap((part) => (known.has(part) ? [part] : part.split(/\s+/)));
}

/** The button that begins and ends choosing, with what is chosen. */
function pickPart() {
  const part = el('div', { id: 'picked' });
  refreshPicked(part);
  return el('div', { id: 'pick-part' },
    map && el('p', {}, el('button', {
      id: 'pick', type: 'button', 'aria-pressed': String(picking.isOn), onclick: () => setPicking(!picking.isOn),
    }, t('decidePick')), ' ', el('button', {
      id: 'pick-group', type: 'button', hidden: !picking.isOn, onclick: beginGroup,
    }, t('decideGroup'))),
    el('p', { id: 'pick-hint', class: 'hint', hidden: !picking.isOn }, t('decidePicking')), part);
}

function setPicking(isOn) {
  picking.isOn = isOn;
  takesClick = isOn ? pick : null;
  byId('pick')?.setAttribute('aria-pressed', String(isOn));
  for (const id of ['pick-hint', 'pick-group']) if (byId(id)) byId(id).hidden = !isOn;
  if (isOn) {
    picking.groups = groupsOf(deciding.form.works);
    change({ works: 'all', year: null });
    if (innerWidth < 900) byId('map-side').scrollIntoView();
  }
  markPicked();
}

/** Begins a group that is kept apart from those before. */
function beginGroup() {
  deciding.form.kind = 'split';
  byId('decide-kind').value = 'split';
  if (picking.groups.at(-1).length) picking.groups.push([]);
  setPicked();
}

/** Takes in what was clicked, or lets go of it: a work, the next of several in one place, or all works of a project. */
function pick(found) {
  if (found.layer !== 'assets' && found.layer !== 'candidates') return false;
  const works = found.layer === 'assets'
    ? worksOf(found.index).filter((work) => isShownIn(null, work))
    : figures.candidates[found.index].members.map(({ work }) => work);
  const isIn = (work) => picking.groups.some((group) => group.includes(work));
  const letGo = (some) => { picking.groups = picking.groups.map((group) => group.filter((work) => !some.includes(work))); };
  const taken = works.filter(isIn);
  const group = () => picking.groups.at(-1);
  if (found.layer === 'candidates') {
    letGo(taken);
    if (taken.length < works.length) group().push(...works);
  } else {
    const next = taken.length ? works[works.indexOf(taken[0]) + 1] : works[0];
    letGo(taken);
    if (next !== undefined) group().push(next);
  }
  setPicked();
  return true;
}

/** What is chosen goes into the form. */
function setPicked() {
  const groups = picking.groups.map((group) => group.map((work) => figures.columns.workID[work]).join(', '));
  deciding.form.works = groups.filter((text, index) => text || index === groups.length - 1).join(' | ');
  const input = byId('decide-works');
  if (input) input.value = deciding.form.works;
  refreshPicked();
  markPicked();
}

/** The works of the form in words, each with a button that lets go of it. */
function refreshPicked(part = byId('picked')) {
  if (!part) return;
  const groups = groupsOf(deciding.form.works);
  const rows = groups.flatMap((works, group) => works.map((work) => [
    el('span', {}, groups.length > 1 && el('span', { class: 'swatch', style: { background: colourOfGroup(group) } }),
      ' ', foreign(figures.columns.workID[work])),
    `${capital(typeName(figures.columns.workAsset[work]))} ${streetOf(figures.columns.workAsset[work])}`.trim(),
    plannedText(work), costOf(work),
    el('button', {
      type: 'button', 'aria-label': t('decideLetGo', figures.columns.workID[work]), onclick: () => {
        picking.groups = groups.map((some) => some.filter((other) => other !== work));
        setPicked();
      },
    }, '×'),
  ]));
  part.replaceChildren(...(rows.length
    ? [table(t('decidePicked'), [t('work'), t('decideWhere'), t('year'), t('costAlone'), ''], rows,
      { numeric: (column) => column === 3 })] : []));
}

/** Draws an edge round what is chosen while choosing. */
function markPicked() {
  if (!map) return;
  whenStyled(() => {
    addPickedLayers();
    markAssets(!picking.isOn ? [] : picking.groups.flatMap((works, group) => works.map((work) =>
      [figures.columns.workAsset[work], { picked: colourOfGroup(group) }])));
  });
}

function addPickedLayers() {
  if (map.getLayer('picked-lines')) return;
  const picked = ['feature-state', 'picked'];
  const colour = ['to-color', picked, 'rgba(0,0,0,0)'];
  addAssetLayer('picked-lines', 'line', ['Polygon', 'MultiPolygon', 'LineString', 'MultiLineString'],
    { 'line-color': colour, 'line-width': ['interpolate', ['linear'], ['zoom'], 11, 3, 16, 7] });
  addAssetLayer('picked-points', 'circle', ['Point', 'MultiPoint'], {
    'circle-color': 'rgba(0,0,0,0)', 'circle-stroke-color': colour,
    'circle-stroke-width': 3, 'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 4, 16, 9],
  });
}

// Elsewhere a click looks at what is there again.
onChange((changed) => { if (changed.has('tab') && picking.isOn) setPicking(false); });
