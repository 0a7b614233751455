// What a page does besides where the workbench serves it: it asks, and hears what became of the project meanwhile.

/** An answer of the service that is a problem; its text says what is wrong. */
class Problem extends Error {
  constructor(document) {
    super(document.detail ?? document.title);
    this.status = document.status;
    this.document = document;
  }
}

/** Sends something and returns what comes back, with its version. */
async function send(method, path, body, headers = {}) {
  const response = await fetch(path, {
    method, body: body === undefined ? undefined : JSON.stringify(body),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
  });
  const document = await response.json();
  if (!response.ok) throw new Problem(document);
  return { document, version: response.headers.get('etag') };
}

/** Asks, tells `heard` how far the answer is, and returns it; `signal` gives up, which stops the work. */
async function listen(path, body, heard, signal) {
  const response = await fetch(path, {
    method: 'POST', body: JSON.stringify(body), signal,
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
  });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ''; ;) {
    const { value, done } = await reader.read();
    if (done) throw new Problem({ title: t('servedGone') });
    text += value;
    const events = text.split('\n\n');
    text = events.pop();
    for (const event of events) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/s.exec(event) ?? [];
      if (name === 'progress') heard(JSON.parse(data));
      if (name === 'reply') return JSON.parse(data);
      if (name === 'problem') throw new Problem(JSON.parse(data));
    }
  }
}

// What whoever reads this may do: `party` is whose works alone they decide about, `link` the name of their link.
const served = { mayEdit: false, party: null, link: null, revision: null };

/** Whether the reader may decide something. */
const mayDecide = () => served.mayEdit || served.party !== null;

/** Looks now and then how the project is, and says so where it is no longer what this page shows. */
async function watchService() {
  try {
    const { document: now } = await send('GET', '/state');
    Object.assign(served, { mayEdit: now.may_edit, party: now.party, link: now.link });
    showAccessTab();
    served.revision ??= now.revision;
    showNotice(now);
  } catch {
    byId('notice').replaceChildren(t('servedGone'));
    byId('notice').hidden = false;
  }
  setTimeout(watchService, 4000);
}

function showNotice(now) {
  const notices = [];
  if (now.opening) {
    notices.push(t('servedBuilding'));
    served.isBuilding = true;
  } else if (served.isBuilding) {
    served.isBuilding = false;
    if (now.problem) notices.push(t('servedNotBuilt', now.problem));
    else location.reload();
  } else if (now.revision !== served.revision) {
    notices.push(t('servedDecided'), ' ', el('button', {
      type: 'button', id: 'reload', onclick: () => location.reload(),
    }, t('servedReload')));
  } else if (now.changed.length) {
    notices.push(foreign(t('servedChanged', now.changed.join(', '))), ' ');
    if (now.may_edit) {
      notices.push(el('button', {
        type: 'button', id: 'rebuild', onclick: () => {
          served.isBuilding = true;
          send('POST', '/rebuild', {}).catch(() => {});
        },
      }, t('servedRebuild')));
    }
  }
  byId('notice').hidden = notices.length === 0;
  // What is said anew is read out anew.
  const text = notices.map((part) => part.textContent ?? part).join('');
  if (byId('notice').textContent !== text) byId('notice').replaceChildren(...notices);
}

document.body.prepend(el('p', { id: 'notice', role: 'status', hidden: true }));
