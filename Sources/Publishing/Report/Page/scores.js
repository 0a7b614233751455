// Scores under the reader's weights: the sum over themes of weight x severity / sum of weights,
// from each asset's severities, as the program itself does it.

const scores = {
  assets: new Float32Array(0), // score of each asset
  order: new Uint32Array(0), // works due within the horizon or of no known year, the best first
  best: new Set(), // assets of the best works of the chosen year
};

/** How many works count as the best. */
const bestCount = 150;

/** Works everything out again after weights or year changed. */
function score() {
  const weights = state.weights;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const count = figures.columns.assetType.length;
  const sums = new Float64Array(count);
  weights.forEach((weight, theme) => {
    const severities = figures.columns[`severity${theme}`];
    if (weight === 0 || total === 0) return;
    for (let asset = 0; asset < count; asset++) sums[asset] += weight * severities[asset] / total;
  });
  scores.assets = Float32Array.from(sums);
  rank();
  chooseBest();
}

function rank() {
  const { workAsset, due } = figures.columns;
  const values = scores.assets;
  const works = [];
  for (let work = 0; work < workAsset.length; work++) if (isShownIn(null, due[work])) works.push(work);
  // Works on equal scores keep the order of the products.
  scores.order = Uint32Array.from(works).sort(
    (a, b) => values[workAsset[b]] - values[workAsset[a]] || a - b);
}

/** The best works of the chosen year, or of all. */
function chooseBest() {
  const { workAsset, due } = figures.columns;
  scores.best = new Set();
  for (const work of scores.order) {
    if (scores.best.size >= bestCount || scores.assets[workAsset[work]] === 0) break;
    if (isShownIn(state.year, due[work])) scores.best.add(workAsset[work]);
  }
}

const isDue = (year) => year >= figures.from && year <= figures.to;

/** What columns and state have where no year is known. */
const noYear = 0;

/** Whether a work is shown in a year, among those of no known year, or in all years together. */
const isShownIn = (year, due) => (year === null ? isDue(due) || due === noYear : due === year);

/** Whether there are works of which no year is known. */
const hasUndated = () => figures.works.undated.works > 0;

/** Whether no work at all has a year, so that there is nothing to say of when. */
const hasNoYears = () => hasUndated() && figures.works.due.works + figures.works.later.works === 0;

/** A year as readers see it. */
const yearText = (year) => (year === noYear ? t('noYear') : String(year));

/** The parts of a score: severity, weight and share of each theme. */
function parts(severities) {
  const total = state.weights.reduce((sum, weight) => sum + weight, 0);
  return figures.themes.map((theme, index) => ({
    theme,
    severity: severities[index],
    weight: state.weights[index],
    part: total > 0 ? state.weights[index] * severities[index] / total : 0,
  }));
}

/** Severity of each theme on an asset. */
const severitiesOf = (asset) =>
  figures.themes.map((_, theme) => figures.columns[`severity${theme}`][asset]);
