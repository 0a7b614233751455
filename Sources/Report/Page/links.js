// Links from a figure to what it consists of: another page, with its list as the figure means it.

/** A figure within a sentence or table as a button that leads to what it consists of. */
const leads = (text, go) => el('button', { type: 'button', class: 'link', onclick: go }, text);

/** Opens a page, at a section of it where one is named. */
function openPage(tab, section) {
  change({ tab });
  const target = section ? byId(section) : byId('tab');
  target?.scrollIntoView({ block: 'start' });
  if (section) target?.querySelector('button, summary, select, [tabindex]')?.focus({ preventScroll: true });
  else byId('tab').focus({ preventScroll: true });
}

/** The list of works, of all years and places. */
function openWorks() {
  clearFilters(workList);
  change({ year: null, tab: 'works' });
  openPage('works');
}

/** The projects of the programme, those that save most first; without one, all that are proposed. */
function openProjects() {
  clearFilters(candidateList);
  Object.assign(candidateList, { sort: 'saved', down: true });
  if (figures.programme) candidateList.filters.stand = 'programmed';
  openPage('candidates');
}

/** The works that are not done, of one reason or of all. */
function openUndone(reason = '') {
  clearFilters(undoneList);
  undoneList.filters.reason = reason;
  openPage('undone');
}

/** The packages, with one of them chosen. */
function openPackage(index) {
  change({ package: index });
  openPage('packages');
}
