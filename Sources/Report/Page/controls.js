// The controls on the map: layers, legend and the slider of years.

/** What the map can show below the works: challenges, or figures of the neighbourhoods. */
function mapViews() {
  const { areaTypes, themes } = figures;
  return [
    { key: 'height', group: 'challenges', text: t('stackHeight'), legend: heightLegend },
    ...themes.map(({ key, title }, theme) => (
      { key: `theme-${key}`, group: 'challenges', text: title, theme, legend: severityLegend })),
    ...(areaTypes.length > 1 ? [typeView()] : []),
    ...(figures.packages.length ? [packageView()] : []),
    rampView('cost', t('costOfWorks'), sumOfCosts, (number) => write.shortAmount(number)),
    ...themes.map(({ key, name }, theme) => rampView(
      `share-${key}`, t('shareOf', name), ({ shares }) => shares[theme],
      (number) => write.percent(number), t('shareLegend', name))),
    { key: 'none', group: 'neighbourhoods', text: t('bordersOnly') },
  ];
}

const mapView = () => mapViews().find(({ key }) => key === state.view);
const sumOfCosts = ({ cost }) => cost.reduce((sum, year) => sum + year, 0);

/** Neighbourhoods by type. */
const typeView = () => ({
  key: 'type', group: 'neighbourhoods', text: t('neighbourhoodType'),
  colour: (index) => {
    const { type } = figures.neighbourhoods[index];
    return type === undefined ? colours.ground : categoryColour(type);
  },
  legend: () => figures.areaTypes.map(({ name }, index) => [categoryColour(index), name]),
  told: (index) => figures.areaTypes[figures.neighbourhoods[index].type]?.name ?? '–',
});

/** Neighbourhoods by a figure, in equal classes up to the highest; `title` is what the legend calls it. */
function rampView(key, text, value, format, title = text) {
  const ramp = colours.area;
  const most = Math.max(...figures.neighbourhoods.map(value), 1e-9);
  return {
    key, group: 'neighbourhoods', text, title: () => title,
    colour: (index) => ramp[classOf(value(figures.neighbourhoods[index]) / most, ramp)],
    legend: () => rampLegend(ramp, most, format),
    told: (index) => format(value(figures.neighbourhoods[index])),
  };
}

/** Equal classes up to the highest value, each with its range. */
function rampLegend(ramp, most, format) {
  const limit = (index) => format(most * index / ramp.length);
  return ramp.map((colour, index) => [colour, `${limit(index)}–${limit(index + 1)}`]);
}

const heightLegend = () => figures.themes.map((_, index) =>
  [heightColour(index + 1), t(index === 0 ? 'oneTheme' : 'moreThemes', index + 1)]);

const severityLegend = () => ['mild', 'moderate', 'serious', 'severe'].map((key, index) =>
  [colours.challenge[index + 2], t(key)]);

function makeControls() {
  makeLayerForm();
  makeBackgroundSwitch();
  makeTimeline();
  drawLegend();
  onChange((changed) => {
    if (changed.has('year')) chooseBest();
    if (['view', 'works', 'weights', 'candidates', 'year', 'package', 'compared'].some((name) => changed.has(name))) {
      drawLegend();
    }
    byId('view').value = state.view;
    byId('works').value = state.works;
    if (byId('show-candidates')) byId('show-candidates').checked = state.candidates;
  });
}

function makeLayerForm() {
  const group = (key) => el('optgroup', { label: t(key) },
    mapViews().filter((view) => view.group === key)
      .map((view) => el('option', { value: view.key }, view.text)));
  const view = el('select', { id: 'view', onchange: () => change({ view: view.value }) },
    group('challenges'), group('neighbourhoods'));
  view.value = state.view;
  const works = [['best', t('bestWorks', bestCount)], ['all', t('allWorks')], ['none', t('noWorks')]];
  byId('layers').append(
    el('label', { class: 'choice', for: 'view' }, el('span', {}, t('mapShows')), view),
    choice(t('works'), 'works', works, state.works, (value) => change({ works: value })),
    candidateSwitch() ?? '', pictureButton());
  byId('layers').addEventListener('submit', (event) => event.preventDefault());
}

/** The slider's first step is all years. */
function makeTimeline() {
  const { from, to } = figures;
  if (hasNoYears()) {
    byId('timeline').append(el('p', {}, t('noWorkHasYear')));
    return;
  }
  const names = { [noYear]: t('noYearKnown'), [notPlanned]: t('notPlanned') };
  const text = (year) => (year === null ? t('allYears') : names[year] ?? String(year));
  // All years stand before the first; no known year and what is not planned behind the last.
  const rest = [hasUndated() && [noYear], hasUndone() && [notPlanned]].filter(Boolean).flat();
  const place = (year) => (year === null ? from - 1
    : rest.includes(year) ? to + 1 + rest.indexOf(year) : year);
  const yearAt = (value) => (value < from ? null : value > to ? rest[value - to - 1] : value);
  const output = el('output', { for: 'year' }, text(state.year));
  const slider = el('input', {
    id: 'year', type: 'range', min: from - 1, max: to + rest.length, step: 1,
    value: place(state.year), 'aria-valuetext': text(state.year),
  });
  onChange((changed) => {
    if (!changed.has('year')) return;
    slider.value = place(state.year);
    output.value = text(state.year);
    slider.setAttribute('aria-valuetext', text(state.year));
  });
  slider.addEventListener('input', () => {
    change({ year: yearAt(Number(slider.value)) });
  });
  byId('timeline').append(el('label', { for: 'year' }, t('yearOfWorks')), slider, output);
}

/** Further parts of the legend; each makes one, or nothing. */
const legendExtras = [];

/** What the map shows, in parts: a title and entries of a colour and a text each. */
function legendParts() {
  const { legend, text, group, theme, title: own } = mapView();
  const isStack = group === 'challenges' && theme === undefined;
  const title = isStack ? t('stackHeightLegend') : theme === undefined ? own?.() ?? text : t('severityOf', text);
  const hasWorks = state.works !== 'none';
  return [
    legend && { title, entries: legend() },
    hasWorks && {
      title: t('scoreLegend'), entries: rampLegend(colours.work, 100 * topScore(), scoreLimit), kind: 'line',
    },
    state.candidates && figures.candidates?.length > 0
      && { title: t('candidates'), entries: [[colours.candidate, t('candidatesLegend')]], kind: 'outline' },
    lit.assets.size > 0 && { title: t('street'), entries: [[colours.lit, t('litStreet')]] },
    ...legendExtras.map((make) => make()),
    state.compared.length > 0
      && { title: t('neighbourhoods'), entries: [['#111111', t('comparedLegend')]], kind: 'outline' },
  ].filter(Boolean);
}

/** How many works the map shows that have no year, where it shows such works. */
const undatedText = () => (state.works !== 'none' && state.year === null && hasUndated()
  ? t('undatedLegend', write.number(figures.works.undated.works)) : '');

function drawLegend() {
  const undated = undatedText();
  byId('legend').replaceChildren(...legendParts().map(legendPart),
    ...(undated ? [el('p', { class: 'undated' }, undated)] : []));
}

function legendPart({ title, entries, kind = '' }) {
  const style = (colour) => (kind === 'outline' ? { borderColor: colour } : { background: colour });
  return el('section', {}, el('h2', {}, title), el('ul', { class: 'key' },
    entries.map(([colour, text]) => el('li', {},
      el('span', { class: `swatch ${kind}`, style: style(colour) }), foreign(text)))));
}

/** Whole points tell the classes apart, unless the scores are low. */
const scoreLimit = (points) => write.number(points, topScore() < 0.2 ? 1 : 0);
