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
  Object.assign(workList, { page: 0 });
  for (const key of Object.keys(workList.filters)) workList.filters[key] = '';
  change({ year: null, tab: 'works' });
  openPage('works');
}

/** The projects of the programme, those that save most first; without one, all that are proposed. */
function openProjects() {
  for (const key of Object.keys(candidateList.filters)) candidateList.filters[key] = '';
  Object.assign(candidateList, { sort: 'saved', down: true, page: 0 });
  if (figures.programme) candidateList.filters.stand = 'programmed';
  openPage('candidates');
}

/** The works that are not done, of one reason or of all. */
function openUndone(reason = '') {
  for (const key of Object.keys(undoneList.filters)) undoneList.filters[key] = '';
  undoneList.filters.reason = reason;
  undoneList.page = 0;
  openPage('undone');
}

/** The packages, with one of them chosen. */
function openPackage(index) {
  change({ package: index });
  openPage('packages');
}
