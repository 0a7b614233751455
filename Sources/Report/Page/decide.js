// Decisions: what was decided, by whom and why; a new one with what it would cost or gain, and whom.

const deciding = {
  form: { kind: 'lock', works: '', year: '', status: 'agreed', why: '' },
  page: null, // the decisions and the version that was seen
  history: [],
  answer: null,
  problem: '',
  running: null,
  conflict: null, // the decisions as somebody else left them meanwhile
};

function drawDecide() {
  loadDecisions();
  return [
    el('h2', {}, t('decideTitle')), el('p', {}, t('decideText')),
    el('div', { id: 'decisions' }, decisionList()),
    decideForm(),
    el('div', { id: 'ask-progress', role: 'status' }),
    el('div', { id: 'decide-answer', 'aria-live': 'polite' }, decideAnswer()),
  ];
}

async function loadDecisions() {
  try {
    const { document, version } = await send('GET', '/decisions');
    deciding.page = { ...document, etag: version };
    await loadHistory();
  } catch (error) {
    deciding.problem = error.message;
  }
}

/** Shows the decisions that are known, with what was done to them. */
async function loadHistory() {
  deciding.history = (await send('GET', '/decisions/history')).document.edits;
  byId('decisions')?.replaceChildren(...decisionList());
}

// MARK: What was decided

function decisionList() {
  const { page, history } = deciding;
  if (!page) return [el('p', {}, t('askBusy'))];
  const button = (id, text, act) => el('button', { id, type: 'button', onclick: act }, text);
  return [
    page.decisions.length === 0 ? el('p', {}, t('decideNone'))
      : table(t('decideList'), [t('decideWhat'), t('works'), t('year'), t('decideWho'), t('keepWhy'), ''],
        page.decisions.map((decision) => [
          `${t(`decide-${decision.kind}`)}, ${t(`status-${decision.status}`)}`,
          foreign(decision.works.map((group) => group.join(' + ')).join(' | ')), decision.year ?? '–',
          foreign([decision.by, decision.on].filter(Boolean).join(', ')), foreign(decision.why ?? ''),
          mayDecide() ? button(`remove-${decision.number}`, t('decideRemove'),
            () => edit('DELETE', `/decisions/${decision.number}`, {})) : '',
        ])),
    mayDecide() && history.length > 0 && el('p', {},
      button('undo', t('decideUndo'), () => edit('POST', '/decisions/undo', {})), ' ',
      button('redo', t('decideRedo'), () => edit('POST', '/decisions/redo', {}))),
    history.length > 0 && el('details', { id: 'history' }, el('summary', {}, t('decideHistory')),
      table(t('decideHistory'), [t('decideWhen'), t('decideWho'), t('decideWhat')],
        [...history].reverse().map((entry) => [
          new Date(entry.at).toLocaleString(figures.locale), foreign(entry.by || t('decideOutside')),
          el('span', {}, t(`edit-${entry.what}`), ' ',
            el('code', {}, foreign([...entry.removed.map((line) => `− ${line.trim()}`),
              ...entry.added.map((line) => `+ ${line.trim()}`)].join(' ')))),
        ]))),
  ].filter(Boolean);
}

// MARK: A new decision

function decideForm() {
  const { form } = deciding;
  const field = (key, label, attributes = {}) => {
    const input = el('input', {
      id: `decide-${key}`, type: 'text', value: form[key], ...attributes,
      oninput: () => {
        form[key] = input.value;
        if (key === 'works') showTyped();
      },
    });
    return el('label', { class: 'choice', for: `decide-${key}` }, el('span', {}, label), input);
  };
  const showTyped = settled(() => {
    picking.groups = groupsOf(form.works);
    refreshPicked();
    markPicked();
  }, 300);
  const by = el('input', {
    id: 'decide-by', type: 'text', value: served.link ?? editorName(), maxlength: 100, readonly: served.link !== null,
    oninput: () => rememberEditor(by.value),
  });
  const years = Array.from({ length: figures.to - figures.from + 1 }, (_, index) => String(figures.from + index));
  const kinds = ['lock', 'merge', 'forbid', 'split'].map((kind) => [kind, t(`decide-${kind}`)]);
  const states = ['idea', 'agreed', 'programmed', 'done'].map((key) => [key, t(`status-${key}`)]);
  return el('form', { id: 'decide', onsubmit: (event) => event.preventDefault() },
    el('h3', {}, t('decideNew')),
    field('works', t('decideWorks')),
    pickPart(),
    el('div', { class: 'choices' },
      choice(t('decideKind'), 'decide-kind', kinds, form.kind, (value) => { form.kind = value; }),
      choice(t('year'), 'decide-year', [['', t('decideAnyYear')], ...years.map((year) => [year, year])], form.year,
        (value) => { form.year = value; }),
      choice(t('decideStatus'), 'decide-status', states, form.status, (value) => { form.status = value; })),
    field('why', t('keepWhy'), { maxlength: 300 }),
    el('label', { class: 'choice', for: 'decide-by' }, el('span', {}, t('decideBy')), by),
    el('p', {},
      el('button', { id: 'decide-try', type: 'button', onclick: tryDecision }, t('decideTry')), ' ',
      mayDecide() && el('button', {
        id: 'decide-take', type: 'button', onclick: () => edit('POST', '/decisions', { decision: decisionOf(form) }),
      }, t('decideTake'))),
    !mayDecide() && el('p', { class: 'hint' }, t('askLooksOnly')),
    served.party !== null && el('p', { class: 'hint', id: 'decide-party' }, t('decideParty', served.link, served.party)));
}

/** The decision that the form says. A split has a bar between its groups. */
function decisionOf({ kind, works, year, status, why }) {
  return {
    [kind]: kind === 'split' ? works.split('|').map(workIDs) : workIDs(works.replaceAll('|', ',')),
    ...(year && kind !== 'forbid' && kind !== 'split' ? { year: Number(year) } : {}),
    status, ...(why ? { why } : {}),
  };
}

/** Tells what a decision would cost or gain, and whom; nothing is written. */
async function tryDecision() {
  setPicking(false);
  deciding.running?.abort();
  const running = new AbortController();
  deciding.running = running;
  await askInto(deciding, { decisions: [decisionOf(deciding.form)] }, running.signal);
  if (running.signal.aborted) return;
  byId('decide-answer')?.replaceChildren(...decideAnswer());
  showOnMap(deciding.answer?.works ?? []);
}

/** Edits the decisions in the version that was seen. */
async function edit(method, path, body) {
  const by = byId('decide-by').value;
  try {
    const { document, version } = await send(method, path, { ...body, by }, { 'if-match': deciding.page.etag });
    deciding.page = { ...document, etag: version };
    Object.assign(deciding, { answer: null, problem: '', conflict: null });
    await loadHistory();
  } catch (error) {
    deciding.problem = error.message;
    deciding.conflict = error.document?.now ?? null;
  }
  byId('decide-answer').replaceChildren(...(deciding.conflict ? decideConflict() : decideAnswer()));
}

const decideAnswer = () => askAnswer(deciding, false);

/** Both versions, where somebody else edited meanwhile; what was written in the form stays. */
function decideConflict() {
  const lines = (decisions) => decisions.map(({ kind, works, year, by, why }) =>
    [t(`decide-${kind}`), works.map((group) => group.join(' + ')).join(' | '), year, by, why].filter(Boolean).join(', '));
  const [mine, theirs] = [lines(deciding.page.decisions), lines(deciding.conflict.decisions)];
  const only = (some, others) => some.filter((line) => !others.includes(line));
  const list = (title, some) => [el('h4', {}, t(title)), some.length
    ? el('ul', {}, some.map((line) => el('li', {}, foreign(line)))) : el('p', {}, t('decideNothing'))];
  return [el('div', { class: 'card', id: 'conflict' },
    el('p', {}, t('decideConflict')),
    list('decideCame', only(theirs, mine)), list('decideWent', only(mine, theirs)),
    el('button', {
      id: 'take-theirs', type: 'button', onclick: () => {
        deciding.conflict = null;
        byId('decide-answer').replaceChildren();
        loadDecisions();
      },
    }, t('decideLook')))];
}

/** From the sheet of a project to a decision on it. */
sheetExtras.push((candidate) => el('p', {}, el('button', {
  id: 'decide-project', type: 'button', onclick: () => {
    const ids = candidate.members.map(({ work }) => figures.columns.workID[work]);
    Object.assign(deciding.form, { works: ids.join(', '), year: String(candidate.programmed || candidate.year), kind: 'lock' });
    change({ tab: 'decide' });
    refreshPicked();
    byId('decide').scrollIntoView({ block: 'start' });
  },
}, t('decideProject'))));

tabs.push({ group: 'plan', key: 'decide', draw: drawDecide, redrawsOn: [] });
