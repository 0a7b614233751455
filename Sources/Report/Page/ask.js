// What if: budgets, windows, weights and the like in the reader's hand, and what the programme would do then.

const asking = {
  changes: {}, // as scenario files have them
  answer: null,
  problem: '',
  running: null, // how to give up what is being asked
};

function drawAsk() {
  return [
    el('h2', {}, t('askTitle')), el('p', {}, t('askText')),
    el('div', { id: 'ask-summary', 'aria-live': 'polite' }, askSummary()),
    el('form', { id: 'ask', onsubmit: (event) => event.preventDefault() }, askFields(),
      el('p', {}, el('button', { id: 'ask-reset', type: 'button', onclick: resetAsk }, t('askReset')))),
    el('div', { id: 'ask-answer' }, askAnswer(asking, true)),
  ];
}

/** What matters most, where the sliders can be seen as well. */
const headlines = ['works_done', 'saved_eur', 'paid_eur', 'street_openings', 'risk_left_eur'];

function askSummary() {
  const { answer, problem } = asking;
  const progress = el('div', { id: 'ask-progress', role: 'status' });
  if (problem) return [el('p', { class: 'card' }, foreign(problem)), progress];
  if (!answer) return [el('p', { class: 'hint' }, t('askFirst')), progress];
  const chosen = headlines.map((key) => answer.figures.find((figure) => figure.key === key));
  return [changedTable({ figures: chosen }, t('askInShort'), true), changedKey(answer), progress];
}

/** A slider for one of the changes: `read` takes it from them, `write` puts it there. */
function askSlider({ id, label, min, max, step, usual, shows, get, set }) {
  const value = get() ?? usual;
  const output = el('output', { for: id }, shows(value));
  const slider = el('input', {
    id, type: 'range', min, max, step, value, oninput: () => {
      output.value = shows(Number(slider.value));
      set(Number(slider.value) === usual ? undefined : Number(slider.value));
      askSoon();
    },
  });
  return el('p', { class: 'weight' }, el('label', { for: id }, foreign(label)), slider, output);
}

/** Puts a value at a path of the changes, or takes it away; what is empty then goes too. */
function setChange(path, value) {
  const [key, ...rest] = path;
  const put = (object, [first, ...others]) => {
    const inner = others.length ? put(object?.[first] ?? {}, others) : value;
    const result = { ...object, [first]: inner };
    const isEmpty = inner === undefined || (typeof inner === 'object' && !Object.keys(inner).length);
    if (isEmpty) delete result[first];
    return result;
  };
  asking.changes = put(asking.changes, [key, ...rest]);
}

const changeAt = (path) => path.reduce((object, key) => object?.[key], asking.changes);

/** A slider for what stands at a path of the changes. */
const pathSlider = (path, options) => askSlider({
  ...options, get: () => changeAt(path), set: (value) => setChange(path, value),
});

function askFields() {
  const group = (title, fields) => el('fieldset', {}, el('legend', {}, t(title)), fields);
  const years = (value) => (value === 1 ? t('askYear') : t('askYears', write.number(value)));
  const budgets = (figures.programme?.accounts ?? [])
    .filter(({ available }) => available?.some((amount) => amount !== null));
  return [
    budgets.length > 0 && group('askBudgets', budgets.map(({ party }, index) => pathSlider(
      ['budgets', party, 'factor'],
      { id: `ask-budget-${index}`, label: party, min: 0, max: 2, step: 0.05, usual: 1, shows: (value) => write.percent(value) }))),
    group('askWindows', [
      pathSlider(['works', 'all', 'earlier'],
        { id: 'ask-earlier', label: t('askEarlier'), min: 0, max: 10, step: 1, usual: 0, shows: years }),
      pathSlider(['works', 'all', 'later'],
        { id: 'ask-later', label: t('askLater'), min: 0, max: 10, step: 1, usual: 0, shows: years }),
      askSlider({
        id: 'ask-horizon', label: t('askHorizon'), min: figures.from, max: figures.to, step: 1,
        usual: figures.to, shows: String, get: () => changeAt(['horizon', 'to']),
        set: (to) => setChange(['horizon'], to === undefined ? undefined : { from: figures.from, to }),
      }),
    ]),
    group('askWeights', figures.themes.map((theme, index) => pathSlider(['weights', theme.key], {
      id: `ask-weight-${index}`, label: theme.title, min: 0, max: Math.max(5, theme.weight), step: 0.5,
      usual: theme.weight, shows: (value) => write.number(value, 1),
    }))),
    group('askProjects', [
      pathSlider(['couplings', 'all', 'effect'], {
        id: 'ask-effect', label: t('askEffect'), min: 0, max: 2, step: 0.1, usual: 1,
        shows: (value) => write.percent(value),
      }),
      pathSlider(['works', 'all', 'cost'], {
        id: 'ask-cost', label: t('askCost'), min: 0.5, max: 2, step: 0.05, usual: 1,
        shows: (value) => write.percent(value),
      }),
    ]),
  ];
}

const askSoon = settled(() => ask(), 120);

function resetAsk() {
  asking.running?.abort();
  Object.assign(asking, { changes: {}, answer: null, problem: '' });
  showOnMap([]);
  drawTab();
}

/** Asks what the changes would do; an earlier question that is not answered yet is given up. */
async function ask() {
  asking.running?.abort();
  if (!Object.keys(asking.changes).length) {
    resetAsk();
    return;
  }
  const running = new AbortController();
  asking.running = running;
  await askInto(asking, { changes: asking.changes }, running.signal);
  if (asking.running !== running) return;
  asking.running = null;
  byId('ask-summary')?.replaceChildren(...askSummary());
  byId('ask-answer')?.replaceChildren(...askAnswer(asking, true));
  showOnMap(asking.answer?.works ?? []);
}

/** Asks a question; its answer or problem stands in `place` afterwards. */
async function askInto(place, question, signal) {
  const path = `/ask?lang=${document.documentElement.lang}`;
  showProgress({ stage: 'bundling', part: 0 }, signal);
  try {
    const answer = await listen(path, question, (progress) => showProgress(progress, signal), signal);
    Object.assign(place, { answer, problem: '' });
  } catch (error) {
    if (signal.aborted) return;
    Object.assign(place, { answer: null, problem: error.message });
  }
  byId('ask-progress')?.replaceChildren();
}

function showProgress({ part }, signal) {
  if (signal.aborted) return;
  const bar = byId('ask-progress')?.querySelector('progress');
  if (bar) bar.value = part;
  else {
    byId('ask-progress')?.replaceChildren(
      el('progress', { max: 1, 'aria-label': t('askBusy') }), ' ', t('askBusy'));
  }
}

// MARK: What is told

/** What is told of an answer; of one that could be kept, how. */
function askAnswer({ answer, problem }, canBeKept) {
  if (problem) return canBeKept ? [] : [el('p', { class: 'card' }, foreign(problem))];
  if (!answer) return [];
  return [
    el('h3', {}, t('askChanges')), !canBeKept && changedKey(answer), changedSentences(answer), changedTable(answer), changedReach(answer),
    changedBudgets(answer), changedWorks(answer),
    el('p', {}, el('a', { href: `/scenarios/${answer.key}`, target: '_blank', id: 'ask-report' }, t('askReport')),
      el('br'), el('a', {
        href: `/compare?lang=${document.documentElement.lang}&left=${answer.against}&right=${answer.key}#maps`,
        target: '_blank', id: 'ask-maps',
      }, t('askMaps'))),
    canBeKept && keepForm(answer),
  ].filter(Boolean);
}

const changedSentences = ({ sentences }) => el('ul', { id: 'ask-sentences' },
  sentences.map((sentence) => el('li', {}, foreign(sentence))));

/** The figures that differ; the others are behind a fold, unless all are shown. */
function changedTable({ figures: rows }, title = t('askFigures'), showsAll = false) {
  // In short, amounts are in millions or thousands; else all that adds up adds up.
  const text = (value, unit) => (unit && showsAll ? write.shortAmount(value) : write.number(value));
  const shownValue = (value, unit) => (value === null ? '–' : text(value, unit));
  const row = ({ title, unit, meaning, before, after }) => [
    el('span', { title: meaning }, unit && !showsAll ? `${title} (${unit})` : title),
    shownValue(before, unit), shownValue(after, unit),
    before === null || after === null ? '' : signed(after - before, (value) => text(value, unit)),
  ];
  const headings = [t('askFigure'), t('askNow'), t('askThen'), t('askDifference')];
  const differs = rows.filter(({ before, after }) => showsAll || before !== after);
  const same = rows.filter((figure) => !differs.includes(figure));
  const part = (caption, some) => table(caption, headings, some.map(row), { numeric: (column) => column > 0 });
  return el('div', { class: 'changed-figures' },
    differs.length ? part(title, differs) : el('p', {}, t('askNothing')),
    same.length > 0 && el('details', {}, el('summary', {}, t('askSame', write.number(same.length))),
      part(t('askSame', write.number(same.length)), same)));
}

/** How far each theme is reached, beside what chance would give. */
function changedReach({ themes }) {
  const cell = (share, chance) => share === null
    ? '–' : t('askReach', write.percent(share, 1), write.percent(chance ?? 0, 1));
  return table(t('askReached'), [t('theme'), t('askNow'), t('askThen')],
    themes.map((theme) => [
      foreign(capital(theme.title)), cell(theme.before, theme.before_chance), cell(theme.after, theme.after_chance),
    ]), { numeric: (column) => column > 0 });
}

/** Whom it costs, and who gains: what each budget spends over the horizon. */
function changedBudgets({ budgets, currency }) {
  if (!budgets.length) return null;
  const spent = (account) => account?.spent ?? 0;
  return table(t('askSpent', currency), [t('budget'), t('askNow'), t('askThen'), t('askDifference')],
    budgets.map(({ party, before, after }) => [
      foreign(party), write.number(spent(before)), write.number(spent(after)), signed(spent(after) - spent(before)),
    ]), { numeric: (column) => column > 0 });
}

const changedColours = { comes: '#009e73', goes: '#d55e00', moves: '#0072b2' };
const changedList = { name: 'changed', page: 0, size: 15, numeric: (column) => column > 1 };

/** What the colours on the map say. */
const changedKey = ({ works_total: total }) => (total === 0 ? null : el('p', { class: 'key' },
  t('askOnMap'), ' ', Object.entries(changedColours).map(([what, colour]) => [
    el('span', { class: 'swatch', style: { background: colour } }), t(`ask-${what}`), ' ',
  ])));

/** The works that come, go or move; the map shows them in the colours of the key. */
function changedWorks(answer) {
  const { works, works_total: total } = answer;
  if (!total) return null;
  const place = el('div', { id: 'ask-works' });
  const redraw = () => place.replaceChildren(pagedTable(changedList, t('askWorks', write.number(total)),
    [t('work'), t('askWhat'), t('askNow'), t('askThen'), t('cost')], works, (work) => [
      el('span', {}, foreign(capital(work.kind)), work.street ? [', ', foreign(work.street)] : '', ' ',
        el('small', {}, foreign(work.id))),
      el('span', {}, el('span', { class: 'swatch', style: { background: changedColours[work.what] } }), ' ',
        t(`ask-${work.what}`)),
      work.before ?? '–', work.after ?? '–', work.cost === null ? '–' : write.amount(work.cost),
    ], redraw));
  changedList.page = 0;
  redraw();
  return el('div', {}, place, el('p', { class: 'hint' }, t('askSearched')),
    works.length < total && el('p', { class: 'hint' }, t('askDearest', write.number(works.length))));
}

let onMap = false; // whether the map shows works that come, go or move

legendExtras.push(() => onMap && {
  title: t('askOnMap'), entries: Object.entries(changedColours).map(([what, colour]) => [colour, t(`ask-${what}`)]),
});

/** Colours the works that come, go or move on the map. */
function showOnMap(works) {
  if (!map) return;
  onMap = works.length > 0;
  whenStyled(() => {
    addChangedLayers();
    const assets = new Map(figures.columns.workID.map((id, work) => [id, figures.columns.workAsset[work]]));
    markAssets(works.filter(({ id }) => assets.has(id)).map(({ id, what }) => [assets.get(id), { change: what }]));
    // Nothing else of works lies over them.
    if (works.length) change({ works: 'none', candidates: false, year: null });
    else change({ works: 'best', candidates: true });
    drawLegend();
  });
}

/** Does something to the map once its style is there. */
function whenStyled(draw) {
  if (map.isStyleLoaded()) draw();
  else map.once('idle', draw);
}

/** Gives assets a state that layers draw by, and takes all that was there away. */
function markAssets(states) {
  map.removeFeatureState({ source: 'assets', sourceLayer: 'assets' });
  for (const [asset, state] of states) {
    map.setFeatureState({ source: 'assets', sourceLayer: 'assets', id: asset + 1 }, state);
  }
}

/** Adds a layer of assets of some kinds of geometry, below another where one is named. */
function addAssetLayer(id, type, kinds, paint, below) {
  map.addLayer({
    id, type, source: 'assets', 'source-layer': 'assets', paint,
    filter: ['in', ['geometry-type'], ['literal', kinds]],
  }, below);
}

function addChangedLayers() {
  if (map.getLayer('changed-fills')) return;
  const changeState = ['feature-state', 'change'];
  const colour = ['match', ['string', changeState, ''],
    ...Object.entries(changedColours).flat(), 'rgba(0,0,0,0)'];
  const opacity = ['case', ['==', ['string', changeState, ''], ''], 0, 1];
  const layer = (id, type, kinds, paint) => addAssetLayer(id, type, kinds, paint, 'chosen');
  layer('changed-fills', 'fill', ['Polygon', 'MultiPolygon'], { 'fill-color': colour, 'fill-opacity': opacity });
  layer('changed-lines', 'line', ['LineString', 'MultiLineString'],
    { 'line-color': colour, 'line-opacity': opacity, 'line-width': ['interpolate', ['linear'], ['zoom'], 11, 2, 16, 6] });
  layer('changed-points', 'circle', ['Point', 'MultiPoint'],
    { 'circle-color': colour, 'circle-opacity': opacity, 'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 1.8, 16, 6] });
}

// MARK: Keeping

/** How to keep an answer: as a scenario beside the project. */
function keepForm(answer) {
  if (!served.mayEdit) return el('p', { class: 'hint' }, t('askLooksOnly'));
  const name = el('input', { id: 'keep-name', type: 'text', required: true, maxlength: 80 });
  const why = el('input', { id: 'keep-why', type: 'text', maxlength: 300 });
  const toldWhat = el('p', { id: 'keep-said', role: 'status' });
  const keep = async (event) => {
    event.preventDefault();
    try {
      const key = keyOf(name.value);
      await send('PUT', `/scenarios/${key}`, {
        name: name.value, ...(why.value ? { why: why.value } : {}), against: answer.against, changes: asking.changes,
      });
      served.revision = null;
      toldWhat.replaceChildren(t('keepDone', name.value), ' ',
        el('a', { href: `/compare?lang=${document.documentElement.lang}`, target: '_blank' }, t('keepCompare')), ' ',
        adoptButton(key, toldWhat));
    } catch (error) {
      toldWhat.replaceChildren(foreign(error.message));
    }
  };
  return el('form', { id: 'keep', onsubmit: keep },
    el('h3', {}, t('keepTitle')),
    el('label', { class: 'choice', for: 'keep-name' }, el('span', {}, t('keepName')), name),
    el('label', { class: 'choice', for: 'keep-why' }, el('span', {}, t('keepWhy')), why),
    el('button', { type: 'submit' }, t('keepButton')), toldWhat);
}

/** The key of a name: small letters, digits and hyphens. */
function keyOf(name) {
  const plain = name.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
    .replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 50);
  return plain || 'scenario';
}

/** Makes a scenario part of the project, after it was asked who does. */
function adoptButton(key, toldWhat) {
  const by = el('input', { type: 'text', 'aria-label': t('decideBy'), placeholder: t('decideBy'), value: editorName(), id: 'adopt-by' });
  return el('span', {}, by, ' ', el('button', {
    type: 'button', id: 'adopt', onclick: async () => {
      try {
        rememberEditor(by.value);
        await send('POST', `/scenarios/${key}/adopt`, { by: by.value });
        toldWhat.replaceChildren(t('adoptDone'), ' ', el('button', {
          type: 'button', onclick: () => location.reload(),
        }, t('servedReload')));
      } catch (error) {
        toldWhat.append(' ', foreign(error.message));
      }
    },
  }, t('adoptButton')));
}

/** Who edits, as the reader said before. */
const editorName = () => localStorage.getItem('kansenkaart-by') ?? '';
const rememberEditor = (name) => localStorage.setItem('kansenkaart-by', name);

tabs.push({ group: 'plan', key: 'ask', draw: drawAsk, redrawsOn: [] });
