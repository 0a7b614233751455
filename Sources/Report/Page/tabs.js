// The pages beside the map.

/** A page: its group, what makes its content, and the changes that make it anew. */
const page = (group, key, draw, redrawsOn = []) => ({ group, key, draw, redrawsOn });

/** The pages by what a reader comes for: the heart of the matter, what is done, where, and what it rests on. */
const tabs = [
  page('core', 'overview', drawOverview),
  page('core', 'brings', drawBrings),
  page('core', 'coverage', drawCoverage),
  page('plan', 'programme', drawProgramme, ['weights', 'year']),
  page('plan', 'candidates', drawCandidates, ['weights']),
  page('plan', 'works', drawWorks, ['weights', 'year']),
  page('plan', 'undone', drawUndone),
  page('places', 'streets', drawStreets),
  page('places', 'areas', drawAreas, ['compared']),
  page('places', 'packages', drawPackages),
  page('places', 'patterns', drawPatterns, ['weights']),
  page('basis', 'weights', drawWeights),
  page('basis', 'method', drawMethod),
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
  makeTabButtons();
  byId('tabs').addEventListener('keydown', moveBetween);
  onChange((changed) => {
    // A sheet belongs to the page on which it was opened.
    if (changed.has('tab') && !changed.has('project')) closeDetails();
    if (changed.has('tab')) followPage();
    const tab = tabs.find(({ key }) => key === state.tab);
    if (changed.has('tab') || tab.redrawsOn.some((name) => changed.has(name))) drawTab();
  });
  drawTab();
}

/** The buttons of the pages that there are. */
function makeTabButtons() {
  byId('tabs').replaceChildren();
  const buttons = shownTabs().map((tab) => el('button', {
    id: `tab-${tab.key}`, type: 'button', role: 'tab', 'aria-controls': 'tab',
    onclick: () => change({ tab: tab.key }),
  }, t(`tab${capital(tab.key)}`)));
  // Groups are for the eye: to those who hear the page, it has one list of tabs.
  for (const group of new Set(tabs.map((tab) => tab.group))) {
    byId('tabs').append(el('div', { class: 'tab-group', role: 'presentation' },
      el('span', { class: 'group-name', 'aria-hidden': 'true' }, t(`group-${group}`)),
      el('div', { role: 'presentation' }, buttons.filter((_, index) => shownTabs()[index].group === group))));
  }
}

/** Arrow keys go from tab to tab, as readers of keyboards expect. */
function moveBetween(event) {
  const buttons = [...document.querySelectorAll('#tabs [role=tab]')];
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const at = buttons.indexOf(document.activeElement);
  const next = buttons[(at + step + buttons.length) % buttons.length];
  next.focus();
  next.click();
}

/** The page that is chosen, whose button is marked. */
function markTab() {
  const tab = shownTabs().find(({ key }) => key === state.tab) ?? tabs[0];
  for (const button of document.querySelectorAll('[role=tab]')) {
    const isChosen = button.id === `tab-${tab.key}`;
    button.setAttribute('aria-selected', isChosen);
    button.tabIndex = isChosen ? 0 : -1;
  }
  byId('tab').setAttribute('aria-labelledby', `tab-${tab.key}`);
  showTab(byId(`tab-${tab.key}`));
  return tab;
}

function drawTab() {
  const tab = markTab();
  const focused = document.activeElement?.id;
  byId('tab').replaceChildren(...tab.draw());
  // A page that is made anew keeps the reader's place in it.
  if (focused) byId('tab').querySelector(`#${CSS.escape(focused)}`)?.focus();
}

/** Brings the tab of the page into view where tabs scroll aside; the page itself stays where it is. */
function showTab(button) {
  const row = byId('tabs');
  const { left, right } = button.getBoundingClientRect();
  const frame = row.getBoundingClientRect();
  if (left < frame.left || right > frame.right) row.scrollLeft += left - frame.left - 40;
}
