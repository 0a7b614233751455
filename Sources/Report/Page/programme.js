// The programme: what is done when, and the money of each budget.

const programmeList = { year: null, party: 0, page: 0, size: 20 };

function drawProgramme() {
  const { lines, years, accounts } = figures.programme;
  programmeList.year = years.includes(state.year) ? state.year : programmeList.year ?? years[0];
  const spent = accounts.map(({ party, spent: values }) =>
    ({ name: party || t('noBudget'), colour: colourOf(party), values }))
    .filter(({ values }) => values.some((value) => value > 0));
  return [
    el('h2', {}, t('programmeTitle')), el('p', {}, t('programmeText')),
    ...told(lines),
    figure(t('spentByYear'),
      stackChart(t('spentByYear'), years, spent, (value) => write.shortAmount(value)),
      spent, yearTable(t('spentByYear'), years, spent, (value) => write.amount(value))),
    el('h3', { id: 'accounts' }, t('accountsTitle')),
    choice(t('budget'), 'programme-party',
      accounts.map(({ party }, index) => [String(index), party || t('noBudget')]),
      String(programmeList.party), (value) => {
        programmeList.party = Number(value);
        byId('programme-account').replaceChildren(accountTable());
      }),
    el('div', { id: 'programme-account' }, accountTable()),
    choice(t('yearOfProgramme'), 'programme-year', years.map((year) => [String(year), String(year)]),
      String(programmeList.year), (value) => {
        Object.assign(programmeList, { year: Number(value), page: 0 });
        redrawProgramme();
        // The map shows what is done in that year.
        change({ works: 'all', year: programmeList.year });
      }),
    el('div', { id: 'programme-rows' }, programmeRows()),
    ...(hasUndone() ? [el('h3', {}, t('undoneTitle')), el('p', {}, said('undoneShort',
      leads(counted('undoneFound', figures.columns.undoneWork.length), () => openUndone())))] : []),
  ];
}

const redrawProgramme = () => byId('programme-rows').replaceChildren(programmeRows());

/** What a budget has and spends, year by year. */
function accountTable() {
  const { years, accounts } = figures.programme;
  const account = accounts[programmeList.party];
  const rows = years.map((year, index) => [
    String(year),
    account.available[index] === null ? t('noLimit') : write.amount(account.available[index]),
    write.amount(account.carriedIn[index]), write.amount(account.spent[index]),
    write.amount(account.carriedOut[index]),
  ]);
  return table(t('accountOf', account.party || t('noBudget')),
    [t('year'), t('newMoney'), t('carriedIn'), t('spent'), t('carriedOut')], rows,
    { numeric: (column) => column > 0 });
}

/** Projects of the year, the largest net gain first, then works that are done alone, in their order. */
function programmeRows() {
  const { year } = programmeList;
  const projects = rankedCandidates().filter((index) =>
    figures.candidates[index].programmed === year);
  const alone = Array.from(figures.columns.alone.keys()).filter((work) =>
    figures.columns.alone[work] === year);
  return pagedTable(programmeList, t('doneIn', year, counted('candidatesFound', projects.length),
    counted('worksFound', alone.length)),
    [t('projectOrWork'), t('costAlone'), t('savings')],
    [...projects.map((index) => () => programmedProject(index)),
      ...alone.map((work) => () => [workLink(work), costOf(work), '–'])],
    (makeRow) => makeRow(), redrawProgramme);
}

function programmedProject(index) {
  const candidate = figures.candidates[index];
  return [candidateLink(index), write.amount(candidate.cost), write.amount(cashSaved(candidate))];
}
