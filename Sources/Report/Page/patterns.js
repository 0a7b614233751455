// The pattern book: what recurs, which projects follow it, and where else it holds.

const patternList = { page: 0, size: 20 };

/** Most projects that a pattern lists. */
const mostFollowers = 10;

function drawPatterns() {
  return [
    el('h2', {}, t('patternsTitle')), el('p', {}, t('patternsText')),
    el('div', { id: 'pattern-rows' }, patternRows()),
  ];
}

const redrawPatterns = () => byId('pattern-rows').replaceChildren(patternRows());

function patternRows() {
  return pagedTable(patternList, counted('patternsFound', figures.patterns.length),
    [t('pattern'), t('candidates'), t('neighbourhoods'), t('meanGain'), t('lift')],
    figures.patterns, patternRow, redrawPatterns);
}

const patternRow = (pattern) => [
  patternLink(pattern), write.number(pattern.candidates.length), write.number(pattern.places),
  write.amount(meanGain(pattern)), write.number(pattern.lift, 1),
];

/** Mean net gain in the currency of the project of the projects under the reader's weights. */
const meanGain = ({ candidates }) =>
  sumOf(candidates.map((index) => netGain(figures.candidates[index]))) / candidates.length;

const patternLink = (pattern) => el('span', {},
  el('button', { type: 'button', class: 'link', onclick: () => openPattern(pattern) },
    foreign(capital(pattern.kinds.join(' + ')))), ' ',
  el('small', {}, foreign(servedBy(pattern))));

/** Themes and type of neighbourhood of a pattern. */
function servedBy({ themes, type }) {
  const served = themes.map((theme) => figures.themes[theme].name).join(', ') || t('noThemes');
  return type === undefined ? served : `${served} · ${figures.areaTypes[type].name}`;
}

/** Shows the sheet of a pattern; the map shows the projects that follow it, and no others. */
function openPattern(pattern) {
  forgetSheet();
  showDetails(patternSheet(pattern));
  light({ projects: pattern.candidates });
  flyToAll('candidateDots', pattern.candidates);
}

function patternSheet(pattern) {
  const followers = rankedCandidates().filter((index) => pattern.candidates.includes(index));
  const left = followers.length - mostFollowers;
  return [
    el('h2', {}, foreign(capital(pattern.kinds.join(' + ')))),
    el('p', {}, foreign(servedBy(pattern)), ' · ', write.area(pattern.area)),
    el('h3', {}, t('followers')),
    el('ol', { class: 'best' }, followers.slice(0, mostFollowers).map((index) =>
      el('li', {}, candidateLink(index)))),
    left > 0 ? el('p', {}, t('andMore', write.number(left))) : null,
    ...twinsSection(pattern),
  ].filter(Boolean);
}

function twinsSection({ twinCount, twins }) {
  if (twinCount === 0) return [];
  const rows = twins.map(({ works, year }) => [
    el('span', {}, works.flatMap((work, position) => [position > 0 && ' + ', workLink(work)])),
    year === undefined ? t('wouldMove') : String(year),
  ]);
  return [
    el('h3', {}, t('twins')), el('p', {}, counted('twinsText', twinCount)),
    table(t('twins'), [t('works'), t('firstYear')], rows, { numeric: (column) => column > 0 }),
  ];
}
