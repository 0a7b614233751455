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
      (number) => write.percent(number))),
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
  legend: () => figures.areaTypes.map(({ name }, index) => [categoryColour(index), foreign(name)]),
});

/** Neighbourhoods by a figure, in equal classes up to the highest. */
function rampView(key, text, value, format) {
  const ramp = colours.area;
  const most = Math.max(...figures.neighbourhoods.map(value), 1e-9);
  return {
    key, group: 'neighbourhoods', text,
    colour: (index) => ramp[classOf(value(figures.neighbourhoods[index]) / most, ramp)],
    legend: () => rampLegend(ramp, most, format),
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
  makeTimeline();
  drawLegend();
  onChange((changed) => {
    if (changed.has('year')) chooseBest();
    if (['view', 'works', 'weights', 'candidates', 'year'].some((name) => changed.has(name))) drawLegend();
    if (changed.has('package')) drawLegend();
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
    ...[candidateSwitch(), backgroundSwitch()].filter(Boolean));
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

function drawLegend() {
  const { legend, text, group, theme, title: own } = mapView();
  const title = theme === undefined ? own?.() ?? text : t('severityOf', text);
  byId('legend').replaceChildren(...[
    legend && legendPart(group === 'challenges' && theme === undefined
      ? t('stackHeightLegend') : title, legend()),
    state.works !== 'none' && legendPart(
      t('scoreLegend'), rampLegend(colours.work, 100 * topScore(), scoreLimit), 'line'),
    state.works !== 'none' && state.year === null && hasUndated()
      && el('p', { class: 'undated' },
        t('undatedLegend', write.number(figures.works.undated.works))),
    state.candidates && figures.candidates?.length > 0
      && legendPart(t('candidates'), [['none', t('candidatesLegend')]], 'outline'),
  ].filter(Boolean));
}

function legendPart(title, entries, kind = '') {
  return el('section', {}, el('h2', {}, title), el('ul', { class: 'key' },
    entries.map(([colour, text]) => el('li', {},
      el('span', { class: `swatch ${kind}`, style: { background: colour } }), text))));
}

/** Whole points tell the classes apart, unless the scores are low. */
const scoreLimit = (points) => write.number(points, topScore() < 0.2 ? 1 : 0);
