// Words, numbers and elements. Everything that readers see goes through these; data only ever
// becomes text nodes, never markup.

const figures = {}; // filled by load.js: the report's figures
const texts = {}; // filled by load.js: the texts of the report's language

/** The text of a key, with %1, %2 and so on replaced by the arguments. */
function t(key, ...values) {
  const text = texts[key];
  if (text === undefined) throw new Error(`no text for ${key}`);
  return text.replace(/%(\d)/g, (place, index) => values[index - 1] ?? place);
}

/** The same with elements in the places: a list of texts and elements. */
function said(key, ...values) {
  return t(key).split(/(%\d)/).map((part) => {
    const place = /^%(\d)$/.exec(part);
    return place ? values[place[1] - 1] ?? '' : part;
  });
}

/** A number of things in words; one of them has a text of its own. */
const counted = (key, number) => t(number === 1 ? `${key}One` : key, write.number(number));

/** Texts and elements with a word for "and" before the last. */
function listed(items) {
  return items.flatMap((item, index) => {
    const before = index === 0 ? '' : index === items.length - 1 ? ` ${t('and')} ` : ', ';
    return [before, item];
  });
}

/** Numbers as readers of the language write them. */
const write = {
  formats: new Map(),
  format(options) {
    const key = JSON.stringify(options);
    if (!this.formats.has(key)) {
      this.formats.set(key, new Intl.NumberFormat(figures.locale, options));
    }
    return this.formats.get(key);
  },
  number(value, decimals = 0) {
    return this.format({ minimumFractionDigits: decimals, maximumFractionDigits: decimals })
      .format(value);
  },
  percent(share, decimals = 0) {
    const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    return this.format({ style: 'percent', ...options }).format(share);
  },
  get money() {
    return this.format({
      // As in the tables and sentences of a run, which have no signs.
      style: 'currency', currency: figures.currency, currencyDisplay: 'code', maximumFractionDigits: 0,
    });
  },
  amount(amount) { return this.money.format(amount); },
  /** An amount of a size that fits a figure: in millions or thousands where that is shorter. */
  shortAmount(amount) {
    if (Math.abs(amount) >= 1e6) return t('millions', this.number(amount / 1e6, 1), this.sign);
    if (Math.abs(amount) >= 1e4) return t('thousands', this.number(amount / 1e3), this.sign);
    return this.amount(amount);
  },
  /** What stands before an amount: the sign of the currency, and a space where the language has one. */
  get sign() {
    const parts = this.money.formatToParts(1);
    return parts.slice(0, parts.findIndex(({ type }) => type === 'integer'))
      .map(({ value }) => value).join('');
  },
  area(squareMetres) {
    return squareMetres >= 1e4
      ? `${this.number(squareMetres / 1e4, 1)} ha` : `${this.number(squareMetres)} m²`;
  },
  score(value) { return this.number(100 * value, 1); },
};

/** A difference with its sign, or that there is none; `text` writes what is not below nothing. */
function signed(value, text = write.number.bind(write)) {
  if (Math.abs(value) < 0.5) return '=';
  return `${value > 0 ? '+' : '−'}${text(Math.abs(value))}`;
}

/** An element; children are elements or text, in lists of any depth. Properties that start with "on" are listeners. */
function el(name, properties = {}, ...children) {
  return fill(document.createElement(name), properties, children);
}

/** The same for a part of a drawing. */
function svg(name, properties = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), properties, children);
}

function fill(element, properties, children) {
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'style') Object.assign(element.style, value);
    else if (key === 'value') element.value = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

/** The text with a capital to begin with. */
const capital = (text) => text.charAt(0).toLocaleUpperCase(figures.locale) + text.slice(1);

const byId = (id) => document.getElementById(id);

/** Text from somebody's data, kept from changing the direction of what stands around it. */
const foreign = (text) => el('bdi', {}, text);

/** Lines as a run tells them: those that begin with a dash are items of a list. */
function told(lines) {
  const blocks = [];
  for (const line of lines) {
    if (!line.startsWith('- ')) blocks.push(el('p', {}, foreign(line)));
    else {
      if (blocks.at(-1)?.tagName !== 'UL') blocks.push(el('ul', {}));
      blocks.at(-1).append(el('li', {}, foreign(line.slice(2))));
    }
  }
  return blocks;
}

/** Calls `body` once, shortly after the last of many calls. */
function settled(body, milliseconds) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => body(...values), milliseconds);
  };
}

/** A table with a caption for those who hear it; cells are text, elements or numbers. */
function table(caption, headings, rows, options = {}) {
  const numeric = options.numeric ?? (() => false);
  const cell = (content, column) => el('td', { class: numeric(column) ? 'number' : null }, content);
  return el('div', { class: `scroll ${options.kind ?? ''}`, tabindex: 0, role: 'region', 'aria-label': caption },
    el('table', {},
      el('caption', {}, caption),
      el('thead', {}, el('tr', {}, headings.map((heading, column) => el('th', {
        scope: 'col', class: numeric(column) ? 'number' : null,
        'aria-sort': heading.dataset?.sort ?? null,
      }, heading)))),
      el('tbody', {}, rows.map((row) => el('tr', {},
        el('th', { scope: 'row' }, row[0]),
        row.slice(1).map((content, index) => cell(content, index + 1)))))));
}

/** A labelled choice of one of several values. */
function choice(label, id, options, value, onchange) {
  const select = el('select', { id, onchange: () => onchange(select.value) },
    options.map(([key, text]) => el('option', { value: key, selected: key === value }, text)));
  select.value = value;
  return el('label', { class: 'choice', for: id }, el('span', {}, label), select);
}

/** A labelled field to search in; `onsearch` gets the text shortly after the last key. */
function searchField(label, id, value, onsearch) {
  const input = el('input', {
    id, type: 'search', value, oninput: settled(() => onsearch(input.value), 150),
  });
  return el('label', { class: 'choice', for: id }, el('span', {}, label), input);
}

/** Makes the filters of a list: each keeps its value by its key and shows the first page again. */
function filtersOf(list, prefix, redraw) {
  const keep = (key) => (value) => {
    list.filters[key] = value;
    list.page = 0;
    redraw();
    rememberSoon();
  };
  list.told = {}; // what readers call each filter and its values
  return {
    filter: (label, key, options) => {
      list.told[key] = { label, options };
      takeAsked(list, key, (text) => options.find((option) => option[1] === text)?.[0]);
      return choice(label, `${prefix}-${key}`, [['', t('all')], ...options], list.filters[key], keep(key));
    },
    search: (label) => {
      list.told.text = { label };
      takeAsked(list, 'text', (text) => text);
      return searchField(label, `${prefix}-text`, list.filters.text, keep('text'));
    },
  };
}

/** Has a filter what the address asked of it, where `value` has that. */
function takeAsked(list, key, value) {
  if (list.asked?.[key] !== undefined) list.filters[key] = value(list.asked[key]) ?? '';
  delete list.asked?.[key];
}

/** Takes all filters of a list away and shows its first page. */
function clearFilters(list) {
  list.asked = {};
  for (const key of Object.keys(list.filters)) list.filters[key] = '';
  list.page = 0;
}

/** The page of a long list that `list` says, as a table with buttons to its other pages. */
function pagedTable(list, caption, headings, items, makeRow, redraw) {
  const pages = Math.max(1, Math.ceil(items.length / list.size));
  list.page = Math.min(list.page, pages - 1);
  const first = list.page * list.size;
  const rows = items.slice(first, first + list.size).map((item) => makeRow(item));
  return el('div', {},
    table(caption, headings, rows, { numeric: list.numeric ?? ((column) => column > 0) }),
    pages > 1 && pager(list, pages, redraw));
}

/** The heading of a column by which a list sorts: a first press sorts as `down` says, a next one turns it. */
function sortHeading(list, id, key, text, redraw, down = true) {
  const isSorted = list.sort === key;
  const mark = isSorted ? (list.down ? '▼' : '▲') : '↕';
  return el('button', {
    id, type: 'button', class: 'link sort',
    'data-sort': isSorted ? (list.down ? 'descending' : 'ascending') : 'none',
    onclick: () => {
      Object.assign(list, { sort: key, down: isSorted ? !list.down : down, page: 0 });
      redraw();
      rememberSoon();
      byId(id).focus();
    },
  }, `${text}\u00a0`, el('span', { 'aria-hidden': 'true' }, mark));
}

/** Items in the order of a value, or turned; those without a value come last either way. */
function sortedBy(items, value, down) {
  const isThere = (number) => number !== null && !Number.isNaN(number);
  return items.map((item) => [item, value(item)]).sort(([, a], [, b]) => {
    if (!isThere(a) || !isThere(b)) return isThere(b) - isThere(a);
    return down ? b - a : a - b;
  }).map(([item]) => item);
}

/** Buttons for the page before and after. */
function pager(list, pages, redraw) {
  const step = (by, id, text) => el('button', {
    id, type: 'button', disabled: list.page + by < 0 || list.page + by >= pages,
    onclick: () => {
      list.page += by;
      redraw();
      byId(id).focus();
    },
  }, text);
  return el('p', { class: 'pager' }, step(-1, `${list.name ?? 'page'}-before`, t('previous')), ' ',
    t('pageOf', write.number(list.page + 1), write.number(pages)), ' ',
    step(1, `${list.name ?? 'page'}-after`, t('next')));
}
