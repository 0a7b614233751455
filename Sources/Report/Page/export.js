// Lists as files for a spreadsheet: what the filters leave, all of its pages, with what the filters were.

/** A column of a file: its heading, what it holds of an item, and how numbers are written. */
const exported = (heading, value, decimals = 0, isAmount = false) => ({ heading, value, decimals, isAmount });

/** A year or a number of something as it is, without groups of three. */
const plainNumber = (value) => (value > 0 ? value : null);

/** What parts values and decimals of a file: as spreadsheets of the language have it. */
const separators = () => (write.number(1.5, 1).includes(',') ? { list: ';', point: ',' } : { list: ',', point: '.' });

/** A value as a field; text that a spreadsheet would take for a formula gets an apostrophe before it. */
function field(value, decimals) {
  if (value === null || value === undefined || Number.isNaN(value)) return '';
  if (typeof value === 'number') {
    return String(Number(value.toFixed(decimals))).replace('.', separators().point);
  }
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /["\r\n;,]/.test(safe) || safe !== value ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What a list is, where it comes from and how it was filtered: names and values. */
const aboutList = (title, filters) => [
  [t('exportList'), title], [t('exportFrom'), document.title], [t('exportDate'), today()],
  ...(filters.length ? filters : [[t('exportFilters'), t('exportNoFilters')]]),
];

/** A list as the text of a file: headings, items, and behind an empty line what it is. */
function listText(title, columns, items, filters) {
  const line = (fields) => fields.join(separators().list);
  return `\ufeff${[
    line(columns.map(({ heading }) => field(heading))),
    ...items.map((item) => line(columns.map(({ value, decimals }) => field(value(item), decimals)))),
    '', ...aboutList(title, filters).map((fields) => line(fields.map((text) => field(text)))),
  ].join('\r\n')}\r\n`;
}

/** What the filters of a list are set to, as its reader sees them. */
const toldFilters = (list) => Object.entries(list.told ?? {}).flatMap(([key, { label, options }]) => {
  const value = list.filters[key];
  if (value === '' || value === undefined) return [];
  return [[label, options?.find(([option]) => option === value)?.[1] ?? value]];
});

/** Today's date in words. */
const today = () => new Date().toLocaleDateString(figures.locale, { day: 'numeric', month: 'long', year: 'numeric' });

/** Buttons that save a list as text and as a workbook; `more` tells of filters besides those of the list. */
function exportButtons(list, title, columns, items, more = () => []) {
  const filters = () => [...toldFilters(list), ...more()];
  const button = (id, text, make) => el('button', {
    id, type: 'button', class: 'export', onclick: async () => {
      const { blob, ending } = await make();
      save(blob, `${fileName(title)}.${ending}`);
    },
  }, text);
  return [
    button(`export-${list.name}`, t('exportCSV'), () => ({
      blob: new Blob([listText(title, columns(), items(), filters())], { type: 'text/csv;charset=utf-8' }), ending: 'csv',
    })), ' ',
    button(`export-xlsx-${list.name}`, t('exportWorkbook'), async () => ({
      blob: await listWorkbook(title, columns(), items(), filters()), ending: 'xlsx',
    })),
  ];
}

/** A name for a file, of letters and digits that every system takes. */
const fileName = (title) => `${figures.name} ${title}`.normalize('NFD').replace(/[^a-zA-Z0-9]+/g, '-')
  .replace(/^-|-$/g, '').toLowerCase().slice(0, 80);

/** Has the browser save a file. */
function save(blob, name) {
  const address = URL.createObjectURL(blob);
  el('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

// What each list holds in a file.

/** Where a work lies and what it is: the first columns of works. */
const placeColumns = (workOf) => {
  const { workID, workAsset, measure } = figures.columns;
  return [
    exported(t('number'), (item) => workID[workOf(item)]),
    exported(t('assetType'), (item) => typeName(workAsset[workOf(item)])),
    exported(t('measure'), (item) => figures.measures[measure[workOf(item)]]),
    exported(t('street'), (item) => streetOf(workAsset[workOf(item)])),
    exported(t('neighbourhood'), (item) => neighbourhoodOf(workAsset[workOf(item)])),
  ];
};

const windowColumns = (workOf) => {
  const { due, earliest, latest } = figures.columns;
  return [
    exported(t('dueYear'), (item) => plainNumber(due[workOf(item)])),
    exported(t('earliestYear'), (item) => plainNumber(earliest[workOf(item)])),
    exported(t('latestYear'), (item) => plainNumber(latest[workOf(item)])),
  ];
};

const euros = (heading, value) => exported(`${heading} (${write.sign.trim()})`, value, 0, true);

const workColumns = () => {
  const { planned, cost, budget, workAsset } = figures.columns;
  const itself = (work) => work;
  return [
    ...placeColumns(itself),
    exported(t('year'), (work) => plainNumber(planned[work])),
    exported(t('status'), (work) => (planned[work] > 0 ? t('planned') : plannedText(work))),
    ...windowColumns(itself),
    euros(t('cost'), (work) => cost[work]),
    exported(t('budget'), (work) => figures.budgets[budget[work]] || t('noBudget')),
    exported(t('scoreLegend'), (work) => 100 * scores.assets[workAsset[work]], 1),
  ];
};

const candidateColumns = () => {
  const one = (index) => figures.candidates[index];
  return [
    exported(t('number'), (index) => one(index).id),
    exported(t('candidate'), (index) => one(index).title),
    exported(t('neighbourhood'), (index) => placeOf(one(index))),
    exported(t('streets'), (index) => one(index).streets.join(', ')),
    exported(t('year'), (index) => plainNumber(one(index).year)),
    exported(t('status'), (index) => t(`status-${one(index).status}`)),
    exported(t('works'), (index) => one(index).members.length),
    exported(t('party'), (index) => one(index).payments.map(({ party }) => party).join(', ')),
    exported(t('touches'), (index) => one(index).themes.map((theme) => figures.themes[theme].name).join(', ')),
    euros(t('costAlone'), (index) => one(index).cost),
    euros(t('savings'), (index) => cashSaved(one(index))),
    euros(t('netGain'), (index) => netGain(one(index))),
  ];
};

const undoneColumns = () => {
  const { undoneWork, undoneParty, undoneReason, undoneRisk, cost } = figures.columns;
  const workOf = (row) => undoneWork[row];
  return [
    ...placeColumns(workOf), ...windowColumns(workOf),
    exported(t('budget'), (row) => figures.parties[undoneParty[row]] || t('noBudget')),
    euros(t('cost'), (row) => cost[undoneWork[row]]),
    euros(t('riskLeft'), (row) => undoneRisk[row]),
    exported(t('why'), (row) => undoneReason[row]),
  ];
};

const streetColumns = () => [
  exported(t('street'), ({ assets }) => streetOf(assets[0])),
  exported(t('neighbourhood'), ({ assets }) => neighbourhoodOf(assets[0])),
  exported(t('worksDueShort'), ({ works }) => works.length),
  exported(t('firstYear'), ({ works }) => {
    const years = worksByYear(works);
    return years.length ? Number(years[0][0]) : null;
  }),
  exported(t('whatIsDone'), ({ works }) => worksByYear(works).map(([year, members]) =>
    `${year}: ${kindsOf(members).map(kindText).join(', ')}`).join('. ')),
  exported(t('notPlanned'), ({ works }) =>
    kindsOf(works.filter((work) => originOf(work) === 'undone')).map(kindText).join(', ')),
];
