// Links for others: which there are, new ones, and ones that are withdrawn. Whoever has the key of the start sees this.

const access = { links: null, form: { name: '', kind: 'look', party: '', until: '' }, made: null, problem: '' };

/** The page is there for whoever may make links; that is known once the service has said so. */
function showAccessTab() {
  if (!served.mayEdit || tabs.some(({ key }) => key === 'access') || !document.documentElement.dataset.ready) return;
  tabs.push(page('basis', 'access', drawAccess));
  makeTabButtons();
  markTab();
}

function drawAccess() {
  loadLinks();
  return [
    el('h2', {}, t('accessTitle')), el('p', {}, t('accessText')),
    el('div', { id: 'access-new' }, accessForm()),
    el('div', { id: 'access-said', role: 'status' }, accessSaid()),
    el('div', { id: 'access-list' }, accessList()),
  ];
}

async function loadLinks() {
  const isFirst = access.links === null;
  try {
    access.links = (await send('GET', '/links')).document;
    if (isFirst) byId('access-new')?.replaceChildren(...accessForm());
  } catch (error) {
    access.problem = error.message;
  }
  byId('access-list')?.replaceChildren(...accessList());
}

function accessForm() {
  const { form, links } = access;
  if (!links) return [el('p', {}, t('askBusy'))];
  form.party ||= links.parties[0] ?? '';
  const field = (key, label, attributes) => {
    const input = el('input', {
      id: `access-${key}`, value: form[key], ...attributes, oninput: () => { form[key] = input.value; },
    });
    return el('label', { class: 'choice', for: `access-${key}` }, el('span', {}, label), input);
  };
  const kinds = ['look', ...(links.closed ? ['without-costs'] : []), ...(links.parties.length ? ['party'] : [])];
  return [
    !links.closed && el('p', { class: 'card', id: 'access-open' }, t('accessOpen')),
    el('form', { id: 'access', onsubmit: makeLink },
      el('h3', {}, t('accessNew')),
      field('name', t('accessName'), { type: 'text', maxlength: 100, required: true }),
      el('div', { class: 'choices' },
        choice(t('accessKind'), 'access-kind', kinds.map((kind) => [kind, t(`access-${kind}`)]), form.kind, (value) => {
          form.kind = value;
          byId('access-new').replaceChildren(...accessForm());
          byId('access-kind').focus();
        }),
        form.kind === 'party' && choice(t('accessParty'), 'access-party',
          links.parties.map((party) => [party, party]), form.party, (value) => { form.party = value; })),
      field('until', t('accessUntil'), { type: 'date' }),
      el('p', {}, el('button', { id: 'access-make', type: 'submit' }, t('accessMake')))),
  ].filter(Boolean);
}

async function makeLink(event) {
  event.preventDefault();
  const { name, kind, party, until } = access.form;
  try {
    const { document } = await send('POST', '/links', {
      name, kind, ...(kind === 'party' ? { party } : {}), ...(until ? { until } : {}),
    });
    Object.assign(access, { made: document, problem: '' });
    Object.assign(access.form, { name: '', until: '' });
    byId('access-new').replaceChildren(...accessForm());
    await loadLinks();
  } catch (error) {
    Object.assign(access, { made: null, problem: error.message });
  }
  byId('access-said').replaceChildren(...accessSaid());
}

function accessSaid() {
  if (access.problem) return [el('p', { class: 'card' }, foreign(access.problem))];
  if (!access.made) return [];
  const { address, link } = access.made;
  const field = el('input', {
    id: 'access-address', type: 'text', readonly: true, value: address, 'aria-label': t('accessMade', link.name),
    onfocus: () => field.select(),
  });
  return [el('div', { class: 'card' },
    el('p', {}, foreign(t('accessMade', link.name))), field, ' ',
    el('button', {
      id: 'access-copy', type: 'button', onclick: () => {
        field.focus();
        navigator.clipboard?.writeText(address).catch(() => {});
      },
    }, t('accessCopy')))];
}

function accessList() {
  const links = access.links?.links ?? [];
  if (!links.length) return access.links ? [el('p', {}, t('accessNone'))] : [];
  const date = (text) => new Date(`${text}T12:00:00Z`).toLocaleDateString(figures.locale);
  return [table(t('accessList'), [
    t('accessName'), t('accessKind'), t('accessMadeOn'), t('accessUsed'), t('accessEnds'), '',
  ], links.map(({ id, name, kind, party, made, used, until, ended }) => [
    foreign(name), [t(`access-${kind}`), party && foreign(` (${party})`)].filter(Boolean), date(made), used ? date(used) : t('accessNever'),
    until ? (ended ? t('accessEnded', date(until)) : date(until)) : '–',
    el('button', {
      id: `withdraw-${id}`, type: 'button', onclick: async () => {
        try {
          access.links = { ...access.links, ...(await send('DELETE', `/links/${id}`, {})).document };
          if (access.made?.link.id === id) access.made = null;
          access.problem = '';
        } catch (error) {
          access.problem = error.message;
        }
        byId('access-list')?.replaceChildren(...accessList());
        byId('access-said')?.replaceChildren(...accessSaid());
      },
    }, t('accessWithdraw')),
  ]))];
}

new MutationObserver(showAccessTab).observe(document.documentElement, { attributes: true });
watchService();
