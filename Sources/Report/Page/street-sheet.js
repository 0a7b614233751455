// The sheet of a street: what is done there, when, how long and why, in plain words; the whole street is lit.

/** What the address calls a street: its name and the code of its neighbourhood. */
function streetKey({ assets: [first] }) {
  const home = figures.columns.assetNeighbourhood[first];
  return `${streetOf(first)}|${home < 0 ? '' : figures.neighbourhoods[home].id}`;
}

/** The street that the address names, or none. */
const streetOfKey = (key) => allStreets().find((street) => streetKey(street) === key);

/** Shows the sheet of a street beside the map, on which the whole street is lit. */
function openStreet(street) {
  markCandidate(null);
  showDetails(streetSheet(street));
  light({ assets: street.assets });
  change({ street: streetKey(street), project: null });
}

const streetLink = (street) => el('button', {
  type: 'button', class: 'link', onclick: () => {
    flyToAll('assets', street.assets);
    openStreet(street);
  },
}, foreign(streetOf(street.assets[0])), ' ', el('small', {}, foreign(neighbourhoodOf(street.assets[0]))));

/** The street of an asset as a button to its sheet; nothing where it has none. */
function streetLinkOf(asset) {
  if (streetOf(asset) === '') return '';
  const { assetStreet, assetNeighbourhood } = figures.columns;
  const street = allStreets().find(({ assets: [first] }) => assetStreet[first] === assetStreet[asset]
    && assetNeighbourhood[first] === assetNeighbourhood[asset]);
  return el('p', {}, `${t('street')}: `, streetLink(street));
}

function streetSheet(street) {
  const { assets, works } = street;
  const years = worksByYear(works);
  const undone = works.filter((work) => originOf(work) === 'undone');
  return [
    el('h2', {}, foreign(streetOf(assets[0]))),
    el('p', {}, foreign(neighbourhoodOf(assets[0]))),
    el('p', { class: 'lead' }, streetSentence(years)),
    ...years.map(([year, members]) => el('section', { class: 'street-year' },
      el('h3', {}, year), streetYear(members))),
    undone.length ? el('section', { class: 'street-year' }, el('h3', {}, t('notPlanned')),
      el('ul', {}, kindsOf(undone).map((group) => el('li', {}, foreign(kindText(group)), ' ',
        el('small', {}, undoneWhy(group.works)))))) : '',
    el('h3', {}, t('streetWhy')), el('p', {}, challengesText(assets)),
    el('p', { class: 'hint' }, t('streetHint')),
    el('details', {}, el('summary', {}, t('partsOfScore')), partsTable(meanSeverities(assets))),
  ];
}

/** In which years something happens. */
function streetSentence(years) {
  if (!years.length) return t('streetNothing', figures.from, figures.to);
  return t('streetYears', listed(years.map(([year]) => year)).join(''), figures.from, figures.to);
}

/** Works that are planned, by year, the first first. */
function worksByYear(works) {
  const { planned } = figures.columns;
  const years = new Map();
  for (const work of works) {
    if (planned[work] > 0) years.set(planned[work], [...(years.get(planned[work]) ?? []), work]);
  }
  return [...years].sort(([a], [b]) => a - b).map(([year, members]) => [String(year), members]);
}

/** What happens in a year: with a project, what it is part of; by itself, each kind of work. */
function streetYear(works) {
  const wanted = new Set(works);
  const projects = projectsWith((work) => wanted.has(work))
    .filter((index) => !figures.programme || figures.candidates[index].programmed);
  const inProjects = new Set(projects.flatMap((index) => figures.candidates[index].members.map(({ work }) => work)));
  return [
    el('ul', {}, kindsOf(works).map((group) => {
      const alone = group.works.filter((work) => !inProjects.has(work));
      const about = [timeText(sumOfDays(alone)), dueText(group.works), ridesAlong(group.works)].filter(Boolean);
      return el('li', {}, foreign(kindText(group)), ' ', el('small', {}, foreign(about.join(' · '))));
    })),
    projects.map((index) => el('p', {}, streetProject(index))),
  ];
}

/** The project that work in a street is part of: with what, what that saves and how long all of it takes. */
function streetProject(index) {
  const candidate = figures.candidates[index];
  const time = timeText(figures.columns.candidateDays[index]);
  return [
    said('streetProject', candidateButton(index, shortName(candidate)),
      counted('worksFound', candidate.members.length), write.shortAmount(cashSaved(candidate))),
    time && ` ${t('streetProjectTime', time)}`,
  ];
}

/** Kinds of work with their works, in the order of their names. */
function kindsOf(works) {
  const { measure, workAsset } = figures.columns;
  const kinds = new Map();
  for (const work of works) {
    const name = `${typeName(workAsset[work])}: ${figures.measures[measure[work]]}`;
    kinds.set(name, [...(kinds.get(name) ?? []), work]);
  }
  return [...kinds].map(([name, members]) => ({ name, works: members }))
    .sort((a, b) => a.name.localeCompare(b.name, figures.locale));
}

const kindText = ({ name, works }) =>
  capital(works.length > 1 ? `${name} (${write.number(works.length)})` : name);

const sumOfDays = (works) => sumOf(works.map((work) => figures.columns.workDays?.[work] || 0));

/** About how long work keeps a street busy, in working days or weeks; nothing where that is not known. */
function timeText(days) {
  if (!(days > 0)) return '';
  const weeks = Math.round(days / 5);
  return days < 7.5 ? counted('aboutDays', Math.max(1, Math.round(days))) : counted('aboutWeeks', weeks);
}

/** Why now: the year in which works are due, or the years where they differ. */
function dueText(works) {
  const years = works.map((work) => figures.columns.due[work]).filter((year) => year > 0);
  if (!years.length) return '';
  const [first, last] = [Math.min(...years), Math.max(...years)];
  if (last < figures.from) return t('streetOverdue');
  return first === last ? t('streetDue', first) : t('streetDueBetween', first, last);
}

/** Measures for challenges that ride along with works, by name. */
function ridesAlong(works) {
  const { carriedWork, carriedKind } = figures.columns;
  const wanted = new Set(works);
  const kinds = new Set(Array.from(carriedWork ?? []).flatMap((work, row) =>
    (wanted.has(work) ? [figures.couplings[carriedKind[row]]] : [])));
  return kinds.size ? t('streetCarried', listed([...kinds]).join('')) : '';
}

/** Why works are not done, each reason once. */
function undoneWhy(works) {
  const { undoneWork, undoneCode } = figures.columns;
  const rows = new Map(Array.from(undoneWork, (work, row) => [work, row]));
  const codes = new Set(works.map((work) => undoneCode[rows.get(work)]).filter(Boolean));
  return [...codes].map((code) => t(`why-${code}`)).join('; ');
}

/** What plays in a street, from its heaviest challenge down. */
function challengesText(assets) {
  const present = meanSeverities(assets).map((severity, theme) => ({ severity, theme }))
    .filter(({ severity }) => severity >= 0.005).sort((a, b) => b.severity - a.severity)
    .map(({ severity, theme }) => t('challengeHere', figures.themes[theme].name, write.percent(severity)));
  return present.length ? t('challengesHere', listed(present).join('')) : t('noChallengeHere');
}
