// The controls on the map: layers, legend and the slider of years.

/** What can colour the neighbourhoods: key and text. */
function areaViews() {
  return [
    ['none', t('noColour')],
    ['cost', t('costOfWorks')],
    ...(figures.areaTypes.length > 1 ? [['type', t('neighbourhoodType')]] : []),
    ...figures.themes.map((theme) => [`share-${theme.key}`, t('shareOf', theme.name)]),
  ];
}

/** How a choice colours the neighbourhoods: a colour for each, and its legend. */
function areaView(key) {
  if (key === 'type') {
    return {
      colour: (index) => {
        const type = figures.neighbourhoods[index].type;
        return type === null || type === undefined ? '#f4f4ef' : categoryColour(type);
      },
      legend: figures.areaTypes.map(({ name }, index) => [categoryColour(index), foreign(name)]),
    };
  }
  const theme = figures.themes.findIndex((theme) => key === `share-${theme.key}`);
  const value = (index) => {
    const neighbourhood = figures.neighbourhoods[index];
    return theme < 0 ? neighbourhood.cost.reduce((sum, cost) => sum + cost, 0) : neighbourhood.shares[theme];
  };
  const most = Math.max(...figures.neighbourhoods.map((_, index) => value(index)), 1e-9);
  const ramp = colours.area;
  const text = (number) => (theme < 0 ? write.shortEuros(number) : write.percent(number));
  return {
    colour: (index) => ramp[classOf(value(index) / most, ramp)],
    legend: ramp.map((colour, index) =>
      [colour, `${text(most * index / ramp.length)} – ${text(most * (index + 1) / ramp.length)}`]),
  };
}

function makeControls() {
  makeLayerForm();
  makeTimeline();
  drawLegend();
  onChange((changed) => {
    if (changed.has('year')) chooseBest();
    drawLegend();
  });
}

function makeLayerForm() {
  const views = [
    ['height', t('stackHeight')],
    ...figures.themes.map((theme) => [theme.key, theme.title]),
    ['none', t('noChallenges')],
  ];
  const works = [['best', t('bestWorks', bestCount)], ['all', t('allWorks')], ['none', t('noWorks')]];
  const isWide = matchMedia('(min-width: 900px)').matches;
  byId('layers').append(el('details', { open: isWide },
    el('summary', {}, t('layers')),
    choice(t('challenges'), 'view', views, state.view, (view) => change({ view })),
    choice(t('works'), 'works', works, state.works, (value) => change({ works: value })),
    choice(t('neighbourhoods'), 'areas', areaViews(), state.areas, (areas) => change({ areas })),
    candidateSwitch(), backgroundSwitch()));
  byId('layers').addEventListener('submit', (event) => event.preventDefault());
}

/** The slider's first step is all years. */
function makeTimeline() {
  const { from, to } = figures;
  const text = (year) => (year === null ? t('allYears') : String(year));
  const output = el('output', { for: 'year' }, text(state.year));
  const slider = el('input', {
    id: 'year', type: 'range', min: from - 1, max: to, step: 1,
    value: state.year ?? from - 1, 'aria-valuetext': text(state.year),
  });
  slider.addEventListener('input', () => {
    const year = Number(slider.value) < from ? null : Number(slider.value);
    output.value = text(year);
    slider.setAttribute('aria-valuetext', text(year));
    change({ year });
  });
  byId('timeline').append(el('label', { for: 'year' }, t('yearOfWorks')), slider, output);
}

function drawLegend() {
  const entries = (title, list) => el('section', {}, el('h2', {}, title), el('ul', { class: 'key' },
    list.map(([colour, text, kind]) => el('li', {},
      el('span', { class: `swatch ${kind ?? ''}`, style: { background: colour } }), text))));
  const sections = [];
  if (state.view === 'height') {
    sections.push(entries(t('stackHeightLegend'), figures.themes.map((_, index) =>
      [heightColour(index + 1), t(index === 0 ? 'oneTheme' : 'moreThemes', index + 1)])));
  } else if (state.view !== 'none') {
    const name = figures.themes.find((theme) => theme.key === state.view).name;
    const words = [t('mild'), t('moderate'), t('serious'), t('severe')];
    sections.push(entries(t('severityOf', name),
      words.map((word, index) => [colours.challenge[index + 2], word])));
  }
  if (state.works !== 'none') {
    const ramp = colours.work;
    const top = topScore();
    const limit = (index) => write.score(top * index / ramp.length);
    sections.push(entries(t('scoreLegend'), [
      [ramp[ramp.length - 1], t('scoreFrom', limit(ramp.length - 1)), 'line'],
      [ramp[2], t('scoreFrom', limit(2)), 'line'],
      [ramp[0], t('scoreBelow', limit(1)), 'line'],
    ]));
  }
  if (state.areas !== 'none') {
    const title = areaViews().find(([key]) => key === state.areas)[1];
    sections.push(entries(title, areaView(state.areas).legend));
  }
  const isOpen = byId('legend').querySelector('details')?.open
    ?? matchMedia('(min-width: 900px)').matches;
  byId('legend').replaceChildren(
    el('details', { open: isOpen }, el('summary', {}, t('legend')), sections));
}
