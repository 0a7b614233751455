// Packages of measures: which suits which neighbourhood, why, and where on the map.

const packageList = { name: 'packages', page: 0, size: 40, cell: null };

const verdictMarks = { suits: '✓', unsuited: '–', unknown: '?' };

function drawPackages() {
  return [
    el('h2', {}, t('packagesTitle')), el('p', {}, t('packagesText')),
    choice(t('packageOnMap'), 'package-choice',
      figures.packages.map(({ name }, index) => [String(index), `${capital(name)} (${
        write.number(suitedBy(index).length)})`]), String(state.package), (value) => showPackage(Number(value))),
    el('div', { id: 'package-sheet', 'aria-live': 'polite' }, packageSheet()),
    el('div', { id: 'package-matrix' }, packageMatrix()),
  ];
}

const redrawMatrix = () => byId('package-matrix').replaceChildren(packageMatrix());

/** Indices of the neighbourhoods that a package suits. */
const suitedBy = (index) => figures.neighbourhoods.map((_, place) => place)
  .filter((place) => figures.neighbourhoods[place].verdicts[index]?.outcome === 'suits');

/** Chooses a package and colours the map by it. */
function showPackage(index) {
  packageList.cell = null;
  change({ package: index, view: 'package' });
  refreshPackages();
}

/** Brings the page to the package and the cell that are chosen. */
function refreshPackages() {
  if (!byId('package-sheet')) return;
  byId('package-choice').value = String(state.package);
  byId('package-sheet').replaceChildren(...packageSheet());
  const focused = document.activeElement?.id;
  redrawMatrix();
  if (focused) byId(focused)?.focus({ preventScroll: true });
}

/** What a package is and where it suits; of a chosen cell the reason. */
function packageSheet() {
  const chosen = figures.packages[state.package];
  const places = suitedBy(state.package);
  return [
    el('h3', {}, foreign(capital(chosen.name))),
    el('p', {}, chosen.theme === undefined ? '' : `${t('packageFor', figures.themes[chosen.theme].name)} `,
      t('packageOf', chosen.measures.map(({ name }) => name).join(', ')), ' ',
      places.length ? t('packageSuits') : t('packageSuitsNone'), ' ',
      ...listed(places.map(placeLink)), places.length ? '.' : ''),
    packageList.cell === null ? el('p', { class: 'hint' }, t('packageHint')) : verdictCard(packageList.cell),
    el('details', {}, el('summary', {}, t('packageSources')),
      el('ul', {}, el('li', {}, foreign(chosen.source)),
        chosen.measures.map(({ name, source: from }) => el('li', {}, foreign(`${name}: ${from}`))))),
  ];
}

/** Why the chosen package suits a neighbourhood or does not. */
function verdictCard(place) {
  const { name, verdicts } = figures.neighbourhoods[place];
  const { outcome, reasons, cost } = verdicts[state.package];
  const range = outcome === 'suits' && cost?.[1] > 0
    ? el('p', {}, t('packageCost', ...cost.map((amount) => write.shortAmount(amount)))) : '';
  return el('div', { class: 'card' },
    el('p', {}, el('strong', {}, foreign(name), ': ', t(`outcome-${outcome}`))),
    el('ul', {}, reasons.split('; ').filter(Boolean).map((reason) => el('li', {}, foreign(capital(reason))))), range);
}

function packageMatrix() {
  const places = figures.neighbourhoods.map((_, index) => index);
  const pages = Math.max(1, Math.ceil(places.length / packageList.size));
  const first = packageList.page * packageList.size;
  const rows = places.slice(first, first + packageList.size).map(matrixRow);
  return el('div', {},
    el('div', { class: 'scroll matrix', tabindex: 0, role: 'region', 'aria-label': t('packagesMatrix') },
      el('table', {}, el('caption', {}, t('packagesMatrix')),
        el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, t('neighbourhood')),
          figures.packages.map(({ name }, index) => el('th', { scope: 'col' }, el('button', {
            id: `package-${index}`, type: 'button', class: 'link', 'aria-pressed': String(index === state.package),
            onclick: () => showPackage(index),
          }, capital(name)))))),
        el('tbody', { onkeydown: moveInMatrix }, rows))),
    keyOf(Object.entries(verdictMarks).map(([outcome, mark]) =>
      ({ name: `${mark} ${t(`outcome-${outcome}`)}`, colour: colours.verdict[outcome] }))),
    pages > 1 && pager(packageList, pages, redrawMatrix));
}

function matrixRow(place) {
  const { verdicts } = figures.neighbourhoods[place];
  return el('tr', {}, el('th', { scope: 'row' }, placeLink(place)), verdicts.map(({ outcome }, index) => el('td', {},
    el('button', {
      id: `cell-${place}-${index}`, type: 'button', class: `cell ${outcome}`,
      tabindex: isCurrentCell(place, index) ? 0 : -1,
      'aria-label': t('cellIs', figures.packages[index].name, distinctName(place), t(`outcome-${outcome}`)),
      'aria-pressed': String(packageList.cell === place && state.package === index),
      onclick: () => {
        packageList.cell = place;
        change({ package: index, view: 'package' });
        refreshPackages();
      },
    }, verdictMarks[outcome]))));
}

/** The one cell that the keyboard reaches; arrows go on from there. */
const isCurrentCell = (place, index) =>
  place === (packageList.cell ?? packageList.page * packageList.size) && index === state.package;

/** Arrow keys go from cell to cell. */
function moveInMatrix(event) {
  const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
  const [, place, index] = /^cell-(\d+)-(\d+)$/.exec(event.target.id) ?? [];
  const next = step && place !== undefined
    && byId(`cell-${Number(place) + step[0]}-${Number(index) + step[1]}`);
  if (!next) return;
  event.preventDefault();
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

/** The neighbourhoods on the map by what the chosen package is to them. */
const packageView = () => ({
  key: 'package', group: 'neighbourhoods', text: t('packageView'),
  title: () => capital(figures.packages[state.package].name),
  colour: (place) => colours.verdict[figures.neighbourhoods[place].verdicts[state.package]?.outcome] ?? colours.ground,
  told: (place) => t(`outcome-${figures.neighbourhoods[place].verdicts[state.package]?.outcome ?? 'unknown'}`),
  legend: () => Object.keys(verdictMarks).map((outcome) => [colours.verdict[outcome], t(`outcome-${outcome}`)]),
});
