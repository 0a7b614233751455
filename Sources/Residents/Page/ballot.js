'use strict';
// The ballot: what may be chosen, and the file in which a choice is sent back.

const { paper, texts } = JSON.parse(document.getElementById('given').textContent);
const state = { language: document.documentElement.lang, chosen: new Set(), place: '', kind: '', number: '' };

/** A text with `%1` and so on replaced. */
const t = (key, ...values) => values.reduce((text, value, index) => text.replaceAll(`%${index + 1}`, value), texts[state.language][key]);
const said = (wording) => wording[state.language];
const locale = () => (state.language === 'nl' ? 'nl-NL' : 'en-GB');
const number = (value, decimals = 0) => value.toLocaleString(locale(), { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
/** An amount in cents, with the cents where there are any. */
const amount = (cents) => {
  const text = `${paper.currency} ${number(Math.abs(cents) / 100, cents % 100 === 0 ? 0 : 2)}`;
  return cents < 0 ? `-${text}` : text;
};
const day = (text) => new Date(`${text}T12:00:00`).toLocaleDateString(locale(), { day: 'numeric', month: 'long', year: 'numeric' });

/** An element with attributes and children. */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== ''));
  return element;
}

// What is offered.

/** What an option is, where and when, in lines. */
function about(option) {
  const place = [option.place, neighbourhoodName(option)].filter(Boolean).join(', ');
  const areas = option.area.filter((part) => part.square_metres >= 1)
    .map((part) => t('area', number(part.square_metres), said(part.theme)));
  const upkeep = option.upkeep_cents ? t(option.upkeep_cents > 0 ? 'upkeepMore' : 'upkeepLess', amount(Math.abs(option.upkeep_cents))) : '';
  const hours = option.upkeep_hours >= 1 ? t('upkeepHours', number(option.upkeep_hours)) : '';
  const work = option.work_hours >= 1 ? t('workHours', number(option.work_hours)) : '';
  return { place, facts: [areas.length ? t(option.kind === 'coupling' ? 'helps' : 'reaches', areas.join(', ')) : '', work, hours, upkeep] };
}

const neighbourhoodName = (option) => paper.places[option.neighbourhood] ?? '';

function optionItem(option) {
  const { place, facts } = about(option);
  const box = el('input', {
    type: 'checkbox', id: `option-${option.id}`, value: option.id, checked: state.chosen.has(option.id),
    onchange: (event) => choose(option, event.target.checked),
  });
  const plan = el('span', { class: option.is_planned ? 'planned' : 'extra' }, t(option.is_planned ? 'planned' : 'extra', option.year));
  const id = `about-${option.id}`;
  box.setAttribute('aria-describedby', id);
  return el('li', { class: `option${state.chosen.has(option.id) ? ' chosen' : ''}`, id: `item-${option.id}` },
    el('label', { for: box.id }, box,
      el('span', { class: 'name' }, `${Number(option.id)}. ${said(option.name)}`, el('span', { class: 'where' }, el('small', {}, place))),
      el('span', { class: 'price' }, amount(option.price_cents))),
    el('div', { id, class: 'facts' }, el('span', { class: 'more' }, plan, ' ', facts.filter(Boolean).join(' '))));
}

function choose(option, isChosen) {
  state.chosen[isChosen ? 'add' : 'delete'](option.id);
  document.getElementById(`item-${option.id}`).classList.toggle('chosen', isChosen);
  document.getElementById('told').textContent = '';
  showSum();
}

/** How many are chosen and what they cost together. */
function showSum() {
  const chosen = paper.options.filter(({ id }) => state.chosen.has(id));
  const sum = chosen.reduce((all, { price_cents }) => all + price_cents, 0);
  const key = chosen.length === 0 ? 'noneChosen' : sum > paper.budget_cents ? 'sumOver' : chosen.length === 1 ? 'sumOne' : 'sum';
  document.getElementById('sum').textContent = t(key, chosen.length, amount(sum), amount(paper.budget_cents));
}

/** A list to choose from, of which the first leaves nothing out. */
function filter(id, label, key, options) {
  const list = el('select', {
    id, onchange: (event) => { state[key] = event.target.value; showOptions(); },
  }, el('option', { value: '' }, t('all')), ...options.map(([value, name]) => el('option', { value, selected: state[key] === value }, name)));
  return el('div', {}, el('label', { for: id }, label), list);
}

function showOptions() {
  const shown = paper.options.filter((option) => (state.place === '' || option.neighbourhood === state.place)
    && (state.kind === '' || option.kind === state.kind));
  document.getElementById('options').replaceChildren(...shown.map(optionItem));
  document.getElementById('shown').textContent = shown.length < paper.options.length ? t('shown', shown.length, paper.options.length) : '';
}

// The page.

function draw() {
  const other = state.language === 'nl' ? 'en' : 'nl';
  document.documentElement.lang = state.language;
  document.title = t('title', paper.name);
  const places = [...new Set(paper.options.map(({ neighbourhood }) => neighbourhood).filter(Boolean))]
    .map((code) => [code, paper.places[code] ?? code]).sort((a, b) => a[1].localeCompare(b[1], locale()));
  const kinds = [...new Set(paper.options.map(({ kind }) => kind))].map((kind) => [kind, t(`kind-${kind}`)]);
  const step = (key, ...values) => el('li', {}, el('strong', {}, t(`${key}Title`)), ' ', t(key, ...values));
  document.querySelector('header').replaceChildren(
    el('button', { type: 'button', class: 'language', lang: other, onclick: () => { state.language = other; draw(); document.querySelector('.language').focus(); } },
      other === 'nl' ? 'Nederlands' : 'English'),
    el('h1', {}, t('title', paper.name)),
    el('p', { class: 'lead' }, t('lead', amount(paper.budget_cents), paper.options.length)));
  const code = paper.asks_code ? el('div', { class: 'code' }, el('label', { for: 'code' }, t('code')),
    el('input', { type: 'text', id: 'code', autocomplete: 'off', spellcheck: 'false', value: state.code ?? '',
      oninput: (event) => { state.code = event.target.value; } }), t('codeHelp')) : '';
  document.querySelector('main').replaceChildren(
    el('ol', { class: 'steps' }, step('choose'), step('save'),
      step('send', [paper.send_to ? t('sendTo', paper.send_to) : t('sendBack'), paper.until ? t('until', day(paper.until)) : ''].filter(Boolean).join(' '))),
    el('h2', { id: 'list' }, t('list')),
    el('div', { class: 'filters' }, places.length > 1 ? filter('place', t('neighbourhood'), 'place', places) : '',
      kinds.length > 1 ? filter('kind', t('kind'), 'kind', kinds) : ''),
    el('p', { id: 'shown', role: 'status' }),
    el('ul', { class: 'options', id: 'options', 'aria-labelledby': 'list' }),
    el('section', { class: 'send', 'aria-labelledby': 'send-title' }, el('h2', { id: 'send-title' }, t('sendTitle2')), code,
      el('p', {}, t('privacy')), el('p', {}, t('counting'))));
  document.querySelector('footer').replaceChildren(el('div', {}, el('p', { id: 'sum', role: 'status' }),
    el('button', { type: 'button', id: 'save', class: 'primary', onclick: saveBallot }, t('saveButton')),
    el('p', { id: 'told', class: 'told', role: 'alert' })));
  showOptions();
  showSum();
}

// The ballot as a file.

/** A number that nobody else has: it tells one ballot from another, and nothing about whose it is. */
function ballotNumber() {
  if (state.number === '') {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    state.number = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }
  return state.number;
}

function saveBallot() {
  const told = document.getElementById('told');
  const tell = (key, ...values) => {
    told.classList.toggle('wrong', key !== 'saved');
    told.textContent = t(key, ...values);
  };
  if (state.chosen.size === 0) return tell('chooseFirst');
  if (paper.asks_code && !(state.code ?? '').trim()) {
    tell('codeFirst');
    document.getElementById('code').focus();
    return;
  }
  const ballot = { vote: paper.vote, number: ballotNumber(), ...(paper.asks_code ? { code: state.code.trim() } : {}),
    chosen: paper.options.map(({ id }) => id).filter((id) => state.chosen.has(id)) };
  const name = `${paper.vote}-${ballotNumber().slice(0, 6)}.json`;
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(ballot, null, 2)}\n`], { type: 'application/json' }));
  el('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  tell('saved', name, paper.send_to ? t('sendTo', paper.send_to) : t('sendBack'));
}

draw();
document.documentElement.dataset.ready = 'true';
