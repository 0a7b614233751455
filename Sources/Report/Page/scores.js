// Scores under the reader's weights: the sum over themes of weight x severity / sum of weights,
// from each asset's severities, as the program itself does it.

const scores = {
  assets: new Float32Array(0), // score of each asset
  order: new Uint32Array(0), // all works but those due after the horizon, the best first
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
  const { workAsset } = figures.columns;
  const values = scores.assets;
  const works = [];
  for (let work = 0; work < workAsset.length; work++) if (isShownIn(null, work)) works.push(work);
  // Works on equal scores keep the order of the products.
  scores.order = Uint32Array.from(works).sort(
    (a, b) => values[workAsset[b]] - values[workAsset[a]] || a - b);
}

/** The best works of the chosen year, or of all. */
function chooseBest() {
  const { workAsset } = figures.columns;
  scores.best = new Set();
  for (const work of scores.order) {
    if (scores.best.size >= bestCount || scores.assets[workAsset[work]] === 0) break;
    if (isShownIn(state.year, work)) scores.best.add(workAsset[work]);
  }
}

/** What the state has for works of which no year is known, and for those that the programme does not do. */
const noYear = 0;
const notPlanned = 1;

/** Where the planned year of a work comes from, or why there is none. */
const originOf = (work) => figures.origins[figures.columns.plannedOrigin[work]];

/** Whether a work is due within the horizon, or before it. */
const isDue = (work) => !['later', 'undated'].includes(originOf(work));

/** Whether a work is shown in a year, among those of no known year or not planned, or in all together. */
function isShownIn(year, work) {
  const origin = originOf(work);
  if (year === null) return origin !== 'later';
  if (year === noYear) return origin === 'undated';
  return year === notPlanned ? origin === 'undone' : figures.columns.planned[work] === year;
}

/** Whether there are works of which no year is known. */
const hasUndated = () => figures.works.undated.works > 0;

/** Whether there are works that the programme does not do. */
const hasUndone = () => figures.columns.undoneWork?.length > 0;

/** Whether no work at all has a year, so that there is nothing to say of when. */
const hasNoYears = () => hasUndated() && figures.works.due.works + figures.works.later.works === 0;

/** The year in which a work is done as readers see it, or why there is none. */
function plannedText(work) {
  const { planned, due } = figures.columns;
  const texts = { undone: t('notPlanned'), 'carried-out': t('workDone'), undated: t('noYear') };
  return String(texts[originOf(work)] ?? (planned[work] || t('dueIn', due[work])));
}

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
