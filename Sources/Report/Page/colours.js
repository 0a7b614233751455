// Colours that readers with any kind of colour blindness tell apart: challenges run from light to dark
// blue, works from light to dark orange, so the two differ in hue and in lightness.

const colours = {
  ground: '#f4f4ef',
  candidate: '#6b1f9c',
  lit: '#ffd60a', // a street that is looked at
  challenge: ['#eef3e2', '#cfe5c8', '#93cdb6', '#4a9fb0', '#2b6a9a', '#2a2f72'],
  work: ['#fdd9a5', '#fb9d4b', '#e2571e', '#9e2a06', '#5c1300'],
  area: ['#f6f1f8', '#d9c3e2', '#b48bc6', '#865aa6', '#54307c'],
  // Own data, published figures, assumptions: from sure to unsure.
  rests: ['#2b6a9a', '#93cdb6', '#e2571e'],
  verdict: { suits: '#54307c', unsuited: '#f4f4ef', unknown: '#b48bc6' },
  // Okabe and Ito 2008.
  categories: ['#e69f00', '#56b4e9', '#009e73', '#cc79a7', '#0072b2', '#d55e00', '#f0e442', '#999999'],
};

/** The colour of a share of the way from light to dark, in equal classes. */
function classOf(share, ramp) {
  return Math.max(0, Math.min(ramp.length - 1, Math.floor(share * ramp.length)));
}

/** A colour for a stack of so many themes, each its own: one theme is light, all of them the darkest. */
function heightColour(height) {
  const ramp = colours.challenge.slice(1);
  const most = figures.themes.length;
  return blended(ramp, most > 1 ? (height - 1) / (most - 1) : 1);
}

/** The colour at a share of the way along a ramp, between two of its colours where it lies between them. */
function blended(ramp, share) {
  const place = Math.max(0, Math.min(1, share)) * (ramp.length - 1);
  const [from, to] = [ramp[Math.floor(place)], ramp[Math.ceil(place)]].map(channels);
  const mixed = from.map((value, index) => Math.round(value + (to[index] - value) * (place % 1)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Red, green and blue of a colour such as #4a9fb0. */
const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

let payers = null; // everybody who pays or benefits, in one order for all charts

/** The colour of a budget, or of somebody else who pays or benefits: the same in every chart. */
function colourOf(name) {
  payers ??= [...new Set([
    ...figures.budgets, ...(figures.programme?.accounts ?? []).map(({ party }) => party), ...figures.parties,
    ...(figures.results?.business?.actors ?? []).map((actor) => actor.name),
  ])].filter((party) => party !== '');
  return name === '' ? '#666666' : categoryColour(payers.indexOf(name));
}

const categoryColour = (index) => colours.categories[index % colours.categories.length];
