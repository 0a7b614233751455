// Weights in the reader's hand.

const scoreSoon = settled((weights) => {
  state.weights = weights;
  score();
  change({ weights: [...weights] });
}, 60);

function drawWeights() {
  const weights = [...state.weights];
  const sliders = figures.themes.map((theme, index) => {
    const output = el('output', { for: `weight-${index}` }, write.number(weights[index], 1));
    const slider = el('input', {
      id: `weight-${index}`, type: 'range', min: 0, max: Math.max(5, theme.weight), step: 0.1,
      value: weights[index], oninput: () => {
        weights[index] = Number(slider.value);
        output.value = write.number(weights[index], 1);
        scoreSoon(weights);
      },
    });
    return el('p', { class: 'weight' },
      el('label', { for: `weight-${index}` }, theme.title), slider, output);
  });
  return [
    el('h2', {}, t('weightsTitle')),
    el('p', {}, t('weightsText')),
    ...sliders,
    el('button', {
      id: 'reset-weights', type: 'button', onclick: () => {
        scoreSoon(figures.themes.map((theme) => theme.weight));
        setTimeout(drawTab, 100);
      },
    }, t('resetWeights')),
    el('div', { id: 'weight-best' }, ranking()),
  ];
}

/** Follows the sliders while they are on the page. */
function redrawRanking(changed) {
  if (changed.has('weights')) byId('weight-best')?.replaceChildren(ranking());
}

/** The best works under these weights, with the place they have under the project's. */
function ranking() {
  const rows = Array.from(scores.order.subarray(0, 10)).map((work, index) => [
    String(index + 1), workLink(work),
    write.score(scores.assets[figures.columns.workAsset[work]]),
    String(firstPlaces()[work]),
  ]);
  return table(t('bestWorksTitle'), [t('rank'), t('work'), t('score'), t('placeBefore')], rows,
    { numeric: (column) => column > 1 });
}

let placesUnderProject = null;

/** The place of each work under the project's own weights. */
function firstPlaces() {
  if (placesUnderProject) return placesUnderProject;
  const now = { weights: state.weights, ...scores };
  state.weights = figures.themes.map((theme) => theme.weight);
  score();
  placesUnderProject = new Uint32Array(figures.columns.workAsset.length);
  scores.order.forEach((work, index) => { placesUnderProject[work] = index + 1; });
  state.weights = now.weights;
  Object.assign(scores, { assets: now.assets, order: now.order, best: now.best });
  return placesUnderProject;
}
