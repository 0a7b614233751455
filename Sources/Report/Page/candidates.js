// Project candidates: the list that sorts, filters and flies, and the sheet of each.

const candidateList = remembered({
  name: 'candidates', orders: ['net', 'year', 'saved', 'cost'], sort: 'net', down: true, page: 0, size: 20,
  filters: { area: '', theme: '', party: '', stand: '' }, shown: null,
});

/** The challenges that ride along in the currency of the project, under the reader's weights scaled to a mean of 1. */
function challengesOf(candidate) {
  const total = state.weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return 0;
  const weighted = candidate.sharedSeverities.reduce(
    (sum, severity, theme) => sum + state.weights[theme] * severity, 0);
  return figures.challengeValue * weighted * state.weights.length / total;
}

const sumOf = (values) => values.reduce((sum, value) => sum + value, 0);

/** What is saved in cash: all but nuisance, which is the last part. */
const cashSaved = (candidate) => sumOf(candidate.saved.slice(0, 6));

/** What a project is worth with valued effects, in the currency of the project under the reader's weights. */
const netGain = (candidate) =>
  sumOf(candidate.saved) + challengesOf(candidate) - candidate.moving - candidate.cutting;

/** Indices of all projects, those that are worth most first. */
function rankedCandidates() {
  const nets = figures.candidates.map(netGain);
  return nets.map((_, index) => index).sort((a, b) => nets[b] - nets[a] || a - b);
}

function drawCandidates() {
  if (figures.candidates.length === 0) {
    return [el('h2', {}, t('candidatesTitle')), el('p', {}, t('noCandidates'))];
  }
  return [
    el('h2', {}, t('candidatesTitle')), el('p', {}, t('candidatesText')), candidateFilters(),
    el('p', {}, exportButtons(candidateList, t('candidatesTitle'), candidateColumns, filteredCandidates)),
    el('div', { id: 'candidate-rows' }, candidateRows()),
  ];
}

const redrawCandidates = () => byId('candidate-rows').replaceChildren(candidateRows());

function candidateFilters() {
  const { filter } = filtersOf(candidateList, 'candidate', redrawCandidates);
  const parties = [...new Set(figures.candidates.flatMap(({ payments }) =>
    payments.map(({ party }) => party)))].sort();
  return el('div', { class: 'choices' },
    filter(t('neighbourhood'), 'area',
      figures.neighbourhoods.map((_, index) => [String(index), distinctName(index)])),
    filter(t('theme'), 'theme', figures.themes.map(({ title }, index) => [String(index), title])),
    filter(t('party'), 'party', parties.map((party) => [party, party])),
    figures.programme ? filter(t('stand'), 'stand',
      [['programmed', t('standProgrammed')], ['left', t('standLeft')]]) : '');
}

function filteredCandidates() {
  const { filters, sort, down } = candidateList;
  const list = rankedCandidates().filter((index) => {
    const { neighbourhood, themes, payments } = figures.candidates[index];
    return (filters.area === '' || neighbourhood === Number(filters.area))
      && (filters.theme === '' || themes.includes(Number(filters.theme)))
      && (filters.stand === '' || (figures.candidates[index].programmed > 0) === (filters.stand === 'programmed'))
      && (filters.party === '' || payments.some(({ party }) => party === filters.party));
  });
  const value = {
    net: (index) => netGain(figures.candidates[index]),
    // What is not done as a whole comes last.
    year: (index) => figures.candidates[index].year || null,
    saved: (index) => cashSaved(figures.candidates[index]),
    cost: (index) => figures.candidates[index].cost,
  }[sort];
  return sortedBy(list, value, down);
}

function candidateRows() {
  const list = filteredCandidates();
  const heading = (key, text, down) =>
    sortHeading(candidateList, `candidate-sort-${key}`, key, text, redrawCandidates, down);
  return pagedTable(candidateList, counted('candidatesFound', list.length),
    [t('candidate'), heading('year', t('year'), false), heading('cost', t('costAlone')),
      heading('saved', t('savings')), heading('net', t('netGain'))],
    list, candidateRow, redrawCandidates);
}

function candidateRow(index) {
  const candidate = figures.candidates[index];
  return [
    candidateLink(index), candidate.yearText, write.amount(candidate.cost),
    write.amount(cashSaved(candidate)), write.amount(netGain(candidate)),
  ];
}

/** A project as a button that flies to it and opens its sheet. */
const candidateLink = (index) => el('span', {},
  candidateButton(index, shortName(figures.candidates[index])), ' ',
  el('small', {}, foreign(placeOf(figures.candidates[index])), ' · ',
  counted('worksFound', figures.candidates[index].members.length)));

/** Index of the project of an id; -1 where there is none. */
const candidateIndex = (id) => figures.columns.candidateID?.indexOf(id) ?? -1;

/** A text as a button that flies to a project and opens its sheet. */
const candidateButton = (index, text) => el('button', {
  type: 'button', class: 'link', onclick: () => {
    flyTo('candidateDots', index);
    openCandidate(index);
  },
}, foreign(text));

/** The streets of a project, or its number where it has none. */
function shortName({ streets, id }) {
  const shown = streets.slice(0, 2).join(', ');
  return streets.length > 2 ? t('andOthers', shown) : shown || id;
}

const placeOf = ({ neighbourhood }) =>
  (neighbourhood < 0 ? t('outside') : figures.neighbourhoods[neighbourhood].name);

function describeCandidate(index) {
  const candidate = figures.candidates[index];
  return [el('strong', {}, foreign(candidate.title)), el('br'),
    `${t('savings')}: ${write.amount(cashSaved(candidate))}`];
}

/** Shows the sheet of a project beside the map. */
function openCandidate(index) {
  showDetails(candidateSheet(index));
  light();
  markCandidate(index);
  change({ project: figures.candidates[index].id, street: null });
}

/** Indices of the projects with one of some works. */
const projectsWith = (isWanted) => (figures.candidates ?? []).map((_, index) => index)
  .filter((index) => figures.candidates[index].members.some(({ work }) => isWanted(work)));

/** The projects that an asset is part of, as buttons. */
const projectsOf = (asset) => projectsWith((work) => figures.columns.workAsset[work] === asset)
  .map((index) => el('p', {}, `${t('candidate')}: `, candidateLink(index)));

/** The sheet that is open follows the weights. */
function redrawSheet(changed) {
  if (changed.has('weights') && candidateList.shown !== null) openCandidate(candidateList.shown);
}
