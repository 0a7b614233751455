// One field that finds streets, neighbourhoods, projects and works, by a part of their name or by their id.

/** Most of each kind that are shown. */
const mostFound = 5;

function makeFinder() {
  const place = byId('finder');
  const list = el('ul', { id: 'found', role: 'listbox', 'aria-label': t('find'), hidden: true });
  const told = el('p', { id: 'found-none', role: 'status', hidden: true });
  const input = el('input', {
    id: 'find', type: 'search', role: 'combobox', autocomplete: 'off', 'aria-expanded': 'false', 'aria-controls': 'found',
    'aria-autocomplete': 'list', 'aria-label': t('find'), placeholder: t('find'), spellcheck: 'false',
  });
  const finder = { input, list, told, found: [], at: -1 };
  input.addEventListener('input', settled(() => showFound(finder, findAll(input.value)), 150));
  input.addEventListener('keydown', (event) => moveInFound(finder, event));
  input.addEventListener('blur', () => closeFound(finder));
  // A press on the list leaves the focus in the field, so that the list is still there when the press ends.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  place.append(input, list, told);
}

/** A text as it is compared: in small letters without accents. */
const plain = (text) => text.normalize('NFD').replace(/\p{Mn}/gu, '').toLocaleLowerCase(figures.locale);

/** What there is to find, by kind; made when it is first asked for. */
const finding = { kinds: null };

function kindsToFind() {
  finding.kinds ??= [
    {
      name: t('street'), items: hasContent.streets() ? allStreets() : [],
      text: ({ assets: [first] }) => [streetOf(first)], where: ({ assets: [first] }) => neighbourhoodOf(first),
      open: (street) => {
        flyToAll('assets', street.assets);
        openStreet(street);
      },
    },
    {
      name: t('neighbourhood'), items: figures.neighbourhoods.map((_, index) => index),
      text: (index) => [figures.neighbourhoods[index].name, figures.neighbourhoods[index].id],
      where: (index) => figures.neighbourhoods[index].id,
      open: (index) => {
        flyTo('areas', index);
        inspect({ layer: 'areas', index });
      },
    },
    {
      name: t('candidate'), items: (figures.candidates ?? []).map(({ index }) => index),
      text: (index) => [figures.candidates[index].id, figures.candidates[index].title],
      shown: (index) => shortName(figures.candidates[index]), where: (index) => figures.candidates[index].id,
      open: (index) => {
        flyTo('candidateDots', index);
        openCandidate(index);
      },
    },
    {
      name: t('work'), items: Array.from(figures.columns.workAsset.keys()),
      text: (work) => [figures.columns.workID[work]],
      where: (work) => `${typeName(figures.columns.workAsset[work])} ${streetOf(figures.columns.workAsset[work])}`,
      open: showWork,
    },
  ].map((kind) => ({ shown: (item) => kind.text(item)[0], ...kind }));
  return finding.kinds;
}

/** What holds a text, of each kind the first few: what is called so, then what begins so, then the rest. */
function findAll(text) {
  const wanted = plain(text.trim());
  if (wanted.length < 2) return null;
  return kindsToFind().flatMap((kind) => {
    const hits = [];
    for (const item of kind.items) {
      const places = kind.text(item).map((name) => placeIn(plain(name), wanted)).filter((rank) => rank >= 0);
      if (places.length) hits.push({ kind, item, rank: Math.min(...places) });
    }
    return hits.sort((a, b) => a.rank - b.rank).slice(0, mostFound);
  });
}

/** 0 where a name is what is wanted, 1 where it begins so, 2 where it holds it, below 0 where it does not. */
function placeIn(name, wanted) {
  const at = name.indexOf(wanted);
  return at < 0 ? -1 : name === wanted ? 0 : at === 0 ? 1 : 2;
}

/** Shows what was found; null is a text that is too short to look for. */
function showFound(finder, found) {
  const { input, list, told } = finder;
  Object.assign(finder, { found: found ?? [], at: -1 });
  list.replaceChildren(...finder.found.map(({ kind, item }, index) => el('li', {
    id: `found-${index}`, role: 'option', 'aria-selected': 'false', onclick: () => openFound(finder, index),
  }, foreign(capital(kind.shown(item))), ' ', el('small', {}, capital(kind.name), ' · ', foreign(kind.where(item))))));
  list.hidden = finder.found.length === 0;
  told.hidden = found === null || finder.found.length > 0;
  told.textContent = told.hidden ? '' : t('nothingFound');
  input.setAttribute('aria-expanded', String(!list.hidden));
  input.removeAttribute('aria-activedescendant');
}

const closeFound = (finder) => showFound(finder, null);

/** Arrows go through the list, Enter opens what is chosen or the first, Escape closes the list. */
function moveInFound(finder, event) {
  const { found, list, input } = finder;
  if (event.key === 'Escape' && found.length) event.preventDefault();
  if (event.key === 'Escape') closeFound(finder);
  if (found.length === 0) return;
  if (event.key === 'Enter') {
    event.preventDefault();
    openFound(finder, Math.max(0, finder.at));
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const last = finder.at < 0 && step < 0 ? 0 : finder.at;
  finder.at = (last + step + found.length) % found.length;
  list.querySelectorAll('[role=option]').forEach((option, index) => {
    option.setAttribute('aria-selected', String(index === finder.at));
  });
  input.setAttribute('aria-activedescendant', `found-${finder.at}`);
  list.children[finder.at].scrollIntoView({ block: 'nearest' });
}

function openFound(finder, index) {
  const { kind, item } = finder.found[index];
  finder.input.value = '';
  closeFound(finder);
  kind.open(item);
}
