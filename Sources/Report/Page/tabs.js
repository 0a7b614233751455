// The pages beside the map.

/** A page: `draw` makes its content; `redrawsOn` names the changes that make it anew. */
const tabs = [
  { key: 'overview', draw: drawOverview, redrawsOn: [] },
  { key: 'brings', draw: drawBrings, redrawsOn: [] },
  { key: 'programme', draw: drawProgramme, redrawsOn: ['weights'] },
  { key: 'undone', draw: drawUndone, redrawsOn: [] },
  { key: 'candidates', draw: drawCandidates, redrawsOn: ['weights'] },
  { key: 'coverage', draw: drawCoverage, redrawsOn: [] },
  { key: 'areas', draw: drawAreas, redrawsOn: ['compared'] },
  { key: 'packages', draw: drawPackages, redrawsOn: [] },
  { key: 'patterns', draw: drawPatterns, redrawsOn: ['weights'] },
  { key: 'works', draw: drawWorks, redrawsOn: ['weights', 'year'] },
  { key: 'streets', draw: drawStreets, redrawsOn: [] },
  { key: 'weights', draw: drawWeights, redrawsOn: [] },
  { key: 'method', draw: drawMethod, redrawsOn: [] },
];

/** Whether there is something to show on a page; pages that are not named here always have. */
const hasContent = {
  brings: () => Boolean(figures.results),
  undone: hasUndone,
  packages: () => figures.packages.length > 0,
  candidates: () => Boolean(figures.candidates),
  programme: () => Boolean(figures.programme),
  patterns: () => Boolean(figures.patterns?.length),
  streets: () => figures.streets.some((name) => name !== ''),
};

const shownTabs = () => tabs.filter(({ key }) => hasContent[key]?.() ?? true);

function makeTabs() {
  const buttons = shownTabs().map((tab) => el('button', {
    id: `tab-${tab.key}`, type: 'button', role: 'tab', 'aria-controls': 'tab',
    onclick: () => change({ tab: tab.key }),
  }, t(`tab${capital(tab.key)}`)));
  byId('tabs').append(...buttons);
  byId('tabs').addEventListener('keydown', (event) => moveBetween(event, buttons));
  onChange((changed) => {
    // A sheet belongs to the page on which it was opened.
    if (changed.has('tab') && !changed.has('project')) closeDetails();
    if (changed.has('tab')) followPage();
    const tab = tabs.find(({ key }) => key === state.tab);
    if (changed.has('tab') || tab.redrawsOn.some((name) => changed.has(name))) drawTab();
  });
  drawTab();
}

/** Arrow keys go from tab to tab, as readers of keyboards expect. */
function moveBetween(event, buttons) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const at = buttons.indexOf(document.activeElement);
  const next = buttons[(at + step + buttons.length) % buttons.length];
  next.focus();
  next.click();
}

let viewBefore = 'height'; // what the map showed before it followed the packages

/** The map follows the page of packages, and goes back to what it showed when the reader leaves. */
function followPage() {
  if (isRestoring || !map) return;
  if (state.tab === 'packages' && state.view !== 'package') {
    viewBefore = state.view;
    change({ view: 'package' });
  } else if (state.tab !== 'packages' && state.view === 'package') change({ view: viewBefore });
}

function drawTab() {
  const tab = shownTabs().find(({ key }) => key === state.tab) ?? tabs[0];
  for (const button of byId('tabs').children) {
    const isChosen = button.id === `tab-${tab.key}`;
    button.setAttribute('aria-selected', isChosen);
    button.tabIndex = isChosen ? 0 : -1;
  }
  byId('tab').setAttribute('aria-labelledby', `tab-${tab.key}`);
  const focused = document.activeElement?.id;
  byId('tab').replaceChildren(...tab.draw());
  // A page that is made anew keeps the reader's place in it.
  if (focused) byId('tab').querySelector(`#${CSS.escape(focused)}`)?.focus();
}
