// The page on which a project is made of files that people drop, or the sources of one that is there are changed.

const sources = {
  state: null, // files, and the project where there is one
  looks: new Map(), // what was seen of files and of layers of the project, by name and version
  answers: {}, // by layer and by what is asked
  draft: null, // questions and text for these answers
  added: new Map(), // the same for layers that could be added to the project
  coming: [], // files on their way, as lines of a list
  open: new Set(), // what is unfolded, by id
  text: null, report: null, problem: '', failed: false, running: null, mapIsOld: false,
  asking: 0, // number of the last question about the draft
};

const inLanguage = (path) => `${path}?lang=${document.documentElement.lang}`;
const foreignError = (text) => el('span', { lang: 'en' }, foreign(text));

async function openPage() {
  const given = JSON.parse(byId('given').textContent);
  Object.assign(texts, given.texts);
  figures.locale = given.locale;
  document.querySelector('main').append(...pageFrame());
  byId('notice').remove(); // the page says how things stand where they stand
  const { document: now } = await send('GET', '/state');
  if (now.problem) Object.assign(sources, { problem: now.problem, failed: true });
  await refresh();
  document.documentElement.dataset.ready = 'true';
}

function pageFrame() {
  return [
    el('p', { class: 'lead', id: 'lead' }),
    el('section', { 'aria-labelledby': 'needs-title', id: 'needs-part' },
      el('h2', { id: 'needs-title' }, t('startNeeds')), el('ul', { class: 'needs', id: 'needs' })),
    el('section', { 'aria-labelledby': 'files-title' },
      el('h2', { id: 'files-title' }, t('startFiles')), dropZone(),
      el('ul', { class: 'coming', id: 'coming' }), el('p', { id: 'status', role: 'status' })),
    el('div', { id: 'used' }), el('div', { id: 'cards' }), el('div', { id: 'make' }),
    el('div', { id: 'outcome', 'aria-live': 'polite' }),
  ];
}

// MARK: Files come in

function dropZone() {
  const input = el('input', {
    id: 'choose-files', type: 'file', multiple: true, tabindex: -1, 'aria-hidden': 'true',
    onchange: () => {
      takeFiles([...input.files]);
      input.value = '';
    },
  });
  const zone = el('div', {
    class: 'drop', id: 'drop',
    ondragover: (event) => {
      event.preventDefault();
      zone.classList.add('over');
    },
    ondragleave: () => zone.classList.remove('over'),
    ondrop: (event) => {
      event.preventDefault();
      zone.classList.remove('over');
      takeFiles([...event.dataTransfer.files]);
    },
  },
  el('p', {}, el('strong', {}, t('startDrop'))),
  el('p', {}, el('button', { id: 'choose', type: 'button', onclick: () => input.click() }, t('startChoose')), input),
  el('p', { class: 'hint', id: 'kinds' }));
  return zone;
}

/** Sends files one by one, then looks at all of them. */
async function takeFiles(files) {
  for (const file of files) await sendFile(file);
  await refresh();
}

async function sendFile(file, version) {
  const bar = el('progress', { max: 1, value: 0, 'aria-label': t('startSending', file.name) });
  const line = el('li', {}, foreign(t('startSending', file.name)), bar);
  byId('coming').append(line);
  const most = sources.state.most_bytes;
  try {
    if (file.size > most) throw new Error(t('startTooLarge', write.number(most / 2 ** 20)));
    await put(file, version, (part) => { bar.value = part; });
    line.remove();
  } catch (error) {
    if (error.status === 409) await askToReplace(line, file, error.document.version);
    else line.replaceChildren(el('div', { class: 'problem' }, foreignError(t('startNotTaken', file.name, error.message))));
  }
}

/** Sends a file, and tells how far it is. */
function put(file, version, heard) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/files/${encodeURIComponent(file.name)}`);
    if (version) request.setRequestHeader('if-match', `"${version}"`);
    request.upload.onprogress = ({ loaded, total }) => heard(total ? loaded / total : 0);
    request.onerror = () => failed(new Error(t('servedGone')));
    request.onload = () => {
      if (request.status === 200) done();
      else {
        try {
          failed(new Problem(JSON.parse(request.responseText)));
        } catch {
          failed(new Error(t('servedGone')));
        }
      }
    };
    request.send(file);
  });
}

/** Asks whether a file goes in the place of the one of that name; returns when that is answered. */
function askToReplace(line, file, version) {
  return new Promise((done) => {
    const answer = (replaces) => async () => {
      line.remove();
      if (replaces) await sendFile(file, version);
      done();
    };
    line.replaceChildren(foreign(t('startThere', file.name)), ' ',
      el('button', { type: 'button', class: 'replace', onclick: answer(true) }, t('startReplace')), ' ',
      el('button', { type: 'button', onclick: answer(false) }, t('startKeep')));
    line.querySelector('button').focus();
  });
}

async function takeOut(file) {
  try {
    await send('DELETE', `/files/${encodeURIComponent(file.name)}`, undefined, { 'if-match': `"${file.version}"` });
  } catch (error) {
    sources.problem = error.message;
  }
  await refresh();
  byId('choose').focus();
}

// MARK: How it stands

/** Asks anew what there is, looks at what was not looked at yet, and draws all of it. */
async function refresh() {
  const { document: state } = await send('GET', inLanguage('/sources/state'));
  sources.state = state;
  draw();
  for (const file of state.files) await lookAt(`${file.name} ${file.version}`, `/files/${encodeURIComponent(file.name)}`, file.name);
  const layers = state.project?.layers ?? [];
  for (const [index, layer] of layers.entries()) {
    await lookAt(lookKey(layer), `/sources/layers/${index}`, layer.source);
  }
  byId('status').textContent = '';
  await askDraft();
}

const lookKey = (layer) => `${layer.source} ${layer.layer} ${sources.state.project.version}`;

async function lookAt(key, path, name) {
  if (sources.looks.has(key)) return;
  byId('status').textContent = t('startReading', name);
  try {
    sources.looks.set(key, (await send('GET', inLanguage(path))).document);
  } catch (error) {
    // Asked again at the next look.
    sources.problem = error.message;
  }
  draw();
}

/** Has the service work out what the answers come to. */
async function askDraft() {
  const number = ++sources.asking;
  Object.assign(sources, { text: null, report: null });
  try {
    if (sources.state.draft) {
      const { document: draft } = await send('POST', inLanguage('/sources/draft'), { answers: sources.answers });
      // What was asked since is answered by itself.
      if (number !== sources.asking) return;
      sources.draft = draft;
    } else {
      for (const { layer } of unusedLayers()) {
        const body = { layer: layer.key, answers: sources.answers };
        sources.added.set(layer.key, (await send('POST', inLanguage('/sources/draft'), body)).document);
      }
    }
  } catch (error) {
    sources.problem = error.message;
  }
  draw();
}

const lookOf = (file) => sources.looks.get(`${file.name} ${file.version}`);

/** All layers of the files, with the file of each. */
function allLayers() {
  return sources.state.files.flatMap((file) =>
    (lookOf(file)?.layers ?? []).map((layer) => ({ file, layer })));
}

/** Layers that the project does not use. */
function unusedLayers() {
  const used = sources.state.project?.layers ?? [];
  const isOf = (source, file) => source.replace(/^\.\//, '') === file.name;
  // What is neither neighbourhoods nor challenge nor works is edited by hand; its files are in the map all the same.
  const byHand = (sources.state.project?.sources ?? []).filter((source) => !used.some((layer) => layer.source === source));
  return allLayers().filter(({ file, layer }) => !byHand.some((source) => isOf(source, file)) && !used.some((other) =>
    isOf(other.source, file) && (other.layer === null || layer.layer === null || other.layer === layer.layer)));
}

// MARK: Drawing

/** Draws all that may have changed; what had the focus has it again. */
function draw() {
  const focused = document.activeElement?.id;
  const { state } = sources;
  const isDraft = state.draft;
  byId('lead').replaceChildren(isDraft ? t('startLead') : t('startByHand'));
  byId('needs-part').hidden = !isDraft;
  byId('kinds').textContent = t('startKinds', write.number(state.most_bytes / 2 ** 20));
  byId('needs').replaceChildren(...needs());
  byId('used').replaceChildren(...(isDraft ? [] : usedLayers()));
  byId('cards').replaceChildren(...(isDraft ? draftCards() : unusedCards()));
  byId('make').replaceChildren(...(isDraft ? makePart() : rebuildPart()));
  byId('outcome').replaceChildren(...outcome());
  if (focused) byId(focused)?.focus({ preventScroll: true });
}

function needs() {
  const roles = (sources.draft?.questions ?? []).filter(({ key }) => key === 'role').map(({ answer }) => answer);
  const all = [
    ['neighbourhoods', 'needAreas', 'needAreasText'], ['challenge', 'needChallenge', 'needChallengeText'],
    ['works', 'needWorks', 'needWorksText'],
  ];
  return all.map(([role, key, text]) => {
    const count = roles.filter((answer) => answer === role).length;
    return el('li', { class: count ? 'there' : null },
      el('strong', {}, `${count ? '✓ ' : ''}${t(key)}`), el('span', {}, t(text)),
      el('span', { class: 'hint' }, count ? t('startFound', write.number(count)) : t('needNone')));
  });
}

function draftCards() {
  const { files, lone_parts: lone } = sources.state;
  if (files.length === 0 && lone.length === 0) return [el('p', { class: 'hint' }, t('startNoFiles'))];
  const cards = files.flatMap((file) => {
    const look = lookOf(file);
    if (!look) return [];
    if (look.problem) return [brokenCard(file, look.problem)];
    return look.layers.map((layer) => layerCard(layer, file, questionsOf(sources.draft?.questions ?? [], layer)));
  });
  return [...cards, ...loneParts(lone)];
}

const questionsOf = (questions, layer) => questions.filter(({ layer: of, key }) => of === layer.key && key !== 'project');

const loneParts = (lone) => (lone.length
  ? [el('div', { class: 'problem' }, foreign(t('startLone', lone.join(', '))))] : []);

function brokenCard(file, problem) {
  return el('article', { class: 'source unused', 'aria-label': file.name },
    el('div', { class: 'picture' }, t('startUnread')),
    el('div', {}, el('h3', {}, foreign(file.name)), el('div', { class: 'problem' }, foreignError(problem)), removeButton(file)));
}

/** What is seen of a layer, and what is asked of it. */
function layerCard(layer, file, questions, ...more) {
  const role = questions.find(({ key }) => key === 'role')?.answer ?? 'unused';
  const main = questions.filter(({ key }) => ['role', 'theme', 'type'].includes(key));
  const doubtful = questions.filter((question) => question.doubtful && !main.includes(question));
  const sure = questions.filter((question) => !question.doubtful && !main.includes(question));
  return el('article', { class: `source ${role}`, 'aria-label': layer.key },
    el('div', { class: 'picture' }, picture(layer)),
    el('div', {}, el('h3', {}, foreign(layer.key)), el('p', { class: 'told' }, holds(layer)), remarks(layer),
      el('div', { class: 'questions' }, main.map((question, index) => asked(question, layer, index === 0))),
      doubtful.length > 0 && el('div', { class: 'questions' }, doubtful.map((question) => asked(question, layer))),
      sure.length > 0 && folded(`sure ${layer.key}`, t('startMore', write.number(sure.length)),
        el('div', { class: 'questions' }, sure.map((question) => asked(question, layer)))),
      fieldTable(layer), more, file && removeButton(file)));
}

/** What can be unfolded, and stays so when the page is drawn anew. */
function folded(id, title, ...content) {
  const details = el('details', {
    id, open: sources.open.has(id), ontoggle: () => sources.open[details.open ? 'add' : 'delete'](id),
  }, el('summary', { id: `${id} title` }, title), content);
  return details;
}

function holds(layer) {
  const parts = [t(`kind-${layer.kind}`, write.number(layer.count)), t('startFieldsOf', write.number(layer.fields.length)),
    layer.format];
  if (layer.system) parts.push(t(layer.declared ? 'startSystem' : 'startSystemGuessed', layer.system));
  if (layer.repaired) parts.push(t('startRepaired', write.number(layer.repaired)));
  if (layer.dropped) parts.push(t('startDropped', write.number(layer.dropped)));
  return foreign(parts.join(' · '));
}

function remarks(layer) {
  return [
    layer.problem && el('div', { class: 'problem' }, foreignError(layer.problem)),
    layer.remarks.length > 0 && folded(`remarks ${layer.key}`, t('startRemarks'), el('div', { class: 'remarks' }, told(layer.remarks))),
  ];
}

function picture({ sketch, key }) {
  if (!sketch) return el('p', { class: 'hint' }, t('startNoPlace'));
  const { width, height } = sketch;
  return svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': t('startPicture', key) },
    ['areas', 'lines', 'dots'].map((name) => sketch[name] && svg('path', { class: name, d: sketch[name] })));
}

const fieldTable = (layer) => layer.fields.length > 0 && folded(`fields ${layer.key}`, t('startFieldsOf', write.number(layer.fields.length)),
  table(layer.key, [t('startField'), t('startFilled'), t('startDistinct'), t('startSamples')],
    layer.fields.map(({ name, alias, filled, distinct, samples }) => [
      foreign(alias ?? name), write.percent(filled), write.number(distinct), foreign(samples.join(', ')),
    ]), { numeric: (column) => column === 1 || column === 2 }));

function removeButton(file) {
  const id = `take-out ${file.name}`;
  const button = el('button', {
    id, type: 'button', onclick: () => {
      button.replaceWith(el('span', {}, foreign(t('startTakeOutSure', file.name)), ' ',
        el('button', { id, type: 'button', onclick: () => takeOut(file) }, t('startYes')), ' ',
        el('button', { type: 'button', onclick: () => draw() }, t('startNo'))));
      byId(id).focus();
    },
  }, foreign(t('startTakeOut', file.name)));
  return el('p', {}, button);
}

// MARK: Questions

/** A question as a choice, with the guess and why. */
function asked(question, layer, isFirst = false) {
  const { key, text, why, choices, answer, guess } = question;
  const id = `ask ${layer.key} ${key}`;
  const isKnown = choices.some(({ value }) => value === answer);
  const options = choices.map(({ value, name }) => [value, name]);
  if (question.takes_other) options.push(['\n', t('startOther')]);
  const field = choice(text, id, options, isKnown ? answer : '\n', (value) => {
    if (value === '\n') field.after(otherWord(question, layer));
    else tell(question, value);
  });
  const name = choices.find(({ value }) => value === guess)?.name ?? guess;
  const isGuess = answer === guess;
  return el('div', { class: `question ${isFirst ? 'first' : ''}` }, field,
    !isKnown && otherWord(question, layer),
    el('span', { class: 'why' }, isGuess && question.doubtful && key !== 'role' && [el('span', { class: 'doubt' }, t('startLook')), ' '],
      isGuess ? foreign(t('startWhy', why)) : [t('startYours'), ' ', foreign(`${t('startWhy', `${name}; ${why}`)}`)]));
}

function otherWord(question, layer) {
  const id = `word ${layer.key} ${question.key}`;
  byId(id)?.closest('label').remove();
  const isKnown = question.choices.some(({ value }) => value === question.answer);
  const input = el('input', {
    id, type: 'text', maxlength: 100, value: isKnown ? '' : question.answer,
    onchange: () => input.value.trim() && tell(question, input.value.trim()),
  });
  return el('label', { class: 'choice', for: id }, el('span', {}, t('startOtherWord')), input);
}

function tell({ layer, key }, value) {
  sources.answers[layer] = { ...sources.answers[layer], [key]: value };
  askDraft();
}

// MARK: Making the map

function makePart() {
  const { draft, running } = sources;
  if (!draft || draft.text === null) return [];
  const name = draft.questions.find(({ key }) => key === 'project');
  const missing = draft.missing.map((key) => t(`missing-${key}`)).join(` ${t('and')} `);
  const cannot = draft.missing.length > 0 || running !== null;
  return [
    el('h2', {}, t('startMake')),
    name && el('div', { class: 'questions' }, projectName(name)),
    el('p', { id: 'complete' }, missing ? t('startStillNeeds', missing) : t('startComplete')),
    el('div', { class: 'actions' },
      el('button', { id: 'write', type: 'button', class: 'primary', disabled: cannot, onclick: writeProject }, t('startWrite')),
      el('button', { id: 'check', type: 'button', disabled: running !== null, onclick: checkSources }, t('startCheck')),
      el('button', { id: 'show', type: 'button', onclick: showText }, t('startShow'))),
  ];
}

function projectName(question) {
  const shown = question.choices.find(({ value }) => value === question.answer)?.name ?? question.answer;
  const input = el('input', {
    id: 'project-name', type: 'text', maxlength: 100, value: shown,
    onchange: () => input.value.trim() && tell(question, input.value.trim()),
  });
  return el('label', { class: 'choice', for: 'project-name' }, el('span', {}, question.text), input);
}

function showText() {
  sources.text = sources.text === null ? sources.draft?.text ?? sources.state.project?.text : null;
  draw();
}

async function checkSources() {
  Object.assign(sources, { report: null, problem: '', failed: false, running: 'check' });
  draw();
  try {
    sources.report = (await send('POST', inLanguage('/sources/check'), { answers: sources.answers })).document.report;
  } catch (error) {
    sources.problem = error.message;
  }
  sources.running = null;
  draw();
  byId('outcome').scrollIntoView({ block: 'nearest' });
}

async function writeProject() {
  Object.assign(sources, { problem: '', failed: false, report: null, text: null, running: 'make' });
  draw();
  try {
    await send('POST', inLanguage('/sources/write'), { answers: sources.answers });
    await follow();
  } catch (error) {
    notMade(error);
  }
}

function notMade(error) {
  Object.assign(sources, { problem: error.message, failed: true, running: null });
  draw();
}

/** Shows how far the map is, and goes on to it; what is wrong with the project stays here. */
async function follow() {
  byId('outcome').scrollIntoView({ block: 'nearest' });
  for (;;) {
    const { document: now } = await send('GET', '/state');
    if (!now.opening) {
      if (!now.problem) {
        location.href = inLanguage('/');
        return;
      }
      throw new Error(now.problem);
    }
    showStage(now.opening);
    await new Promise((done) => { setTimeout(done, 300); });
  }
}

const stages = ['reading', 'stacking', 'mapping', 'bundling', 'faces', 'writing'];

function showStage({ stage, part }) {
  const bar = byId('progress');
  if (!bar) return;
  bar.value = (stages.indexOf(stage) + part) / stages.length;
  byId('stage').textContent = t(`stage-${stage}`);
}

function outcome() {
  const { text, report, problem, failed, running } = sources;
  return [
    running === 'check' && el('p', {}, t('startChecking')),
    running === 'make' && el('div', {}, el('p', {}, t('startRunning'), ': ', el('span', { id: 'stage' }, t('stage-reading'))),
      el('progress', { id: 'progress', max: 1, value: 0, 'aria-label': t('startRunning') })),
    problem && el('div', { class: 'problem', id: 'problem' }, failed && el('p', {}, t('startFailed')),
      el('p', {}, foreignError(problem))),
    text !== null && el('div', {}, el('h3', {}, t('startShow')), el('p', {}, t('startShowText')),
      el('pre', { id: 'project-text', tabindex: 0, role: 'region', 'aria-label': t('startShow'), lang: 'en' }, text)),
    report !== null && el('div', {}, el('h3', {}, t('startReport')),
      el('pre', { id: 'report', tabindex: 0, role: 'region', 'aria-label': t('startReport') }, report)),
  ].filter(Boolean);
}

// MARK: A project that is there

function usedLayers() {
  const { project } = sources.state;
  if (project.problem) return [el('div', { class: 'problem' }, foreignError(project.problem))];
  return [el('h2', {}, `${t('startUsed')}: `, foreign(project.name)), ...project.layers.map(usedCard)];
}

function usedCard(layer) {
  const look = sources.looks.get(lookKey(layer));
  const role = /^(neighbourhoods|schedule)?/.exec(layer.place)[1] ?? 'challenge';
  const isSeen = look?.fields !== undefined;
  return el('article', { class: `source ${role === 'schedule' ? 'works' : role}`, 'aria-label': layer.role },
    el('div', { class: 'picture' }, isSeen && picture(look)),
    el('div', {}, el('h3', {}, foreign(layer.layer ? `${layer.source}, ${layer.layer}` : layer.source)),
      el('p', { class: 'told' }, foreign(layer.role), isSeen && [' · ', holds(look)]),
      look && !isSeen && el('div', { class: 'problem' }, foreignError(look.problem)), isSeen && remarks(look),
      layer.fields.length > 0 && el('div', { class: 'questions' }, layer.fields.map((field) => usedField(layer, field, look))),
      isSeen && fieldTable({ ...look, key: `${layer.place} ${look.key}` }),
      layer.removable && el('p', {}, el('button', {
        id: `remove ${layer.place}`, type: 'button', onclick: () => editProject({ remove: layer.place }),
      }, foreign(t('startRemove', layer.source))))));
}

function usedField(layer, field, look) {
  const id = `set ${layer.place} ${field.key}`;
  const text = capital(field.text);
  if (field.by_hand || !look?.fields) {
    return el('p', { class: 'question' }, `${text}: `, foreign(field.value || t('startNone')), ' ',
      field.by_hand && el('span', { class: 'hint' }, `(${t('startFieldByHand')})`));
  }
  const names = look.fields.map(({ name, alias }) => (name.startsWith('http') ? alias ?? name : name));
  const options = names.map((name) => [name, name]);
  if (!names.includes(field.value) && field.value) options.push([field.value, field.value]);
  if (!field.needed) options.push(['', t('startNone')]);
  return el('div', { class: 'question' }, choice(text, id, options, field.value,
    (value) => editProject({ set: layer.place, key: field.key, field: value === '' ? null : value })));
}

function unusedCards() {
  const unused = unusedLayers();
  const broken = sources.state.files.filter((file) => lookOf(file)?.problem);
  return [
    el('h2', {}, t('startUnused')),
    unused.length + broken.length === 0 && el('p', { class: 'hint' }, t('startNothingUnused')),
    ...broken.map((file) => brokenCard(file, lookOf(file).problem)),
    ...unused.map(({ file, layer }) => {
      const questions = questionsOf(sources.added.get(layer.key)?.questions ?? [], layer);
      const isLeftOut = (questions[0]?.answer ?? 'unused') === 'unused';
      return layerCard(layer, file, questions, el('p', {}, el('button', {
        id: `add ${layer.key}`, type: 'button', class: 'primary', disabled: isLeftOut,
        onclick: () => editProject({ add: layer.key, answers: sources.answers }),
      }, foreign(t('startAdd', layer.key)))));
    }),
    ...loneParts(sources.state.lone_parts),
  ].filter(Boolean);
}

/** Edits the project file in the version that was seen. */
async function editProject(edit) {
  Object.assign(sources, { problem: '', failed: false });
  try {
    await send('POST', inLanguage('/sources/edit'), edit, { 'if-match': `"${sources.state.project.version}"` });
    sources.mapIsOld = true;
    byId('status').textContent = t('startEdited');
  } catch (error) {
    sources.problem = error.message;
  }
  await refresh();
}

function rebuildPart() {
  const isBusy = sources.running !== null;
  return [
    el('h2', {}, t('startMake')),
    sources.mapIsOld && el('p', {}, t('startEdited'), ' ', t('startNewMap')),
    el('div', { class: 'actions' },
      el('button', { id: 'rebuild', type: 'button', class: 'primary', disabled: isBusy, onclick: rebuild }, t('servedRebuild')),
      el('button', { id: 'check', type: 'button', disabled: isBusy, onclick: checkSources }, t('startCheck')),
      el('button', { id: 'show', type: 'button', onclick: showText }, t('startShow')),
      el('a', { id: 'back', href: inLanguage('/') }, t('startBack'))),
  ];
}

async function rebuild() {
  Object.assign(sources, { problem: '', failed: false, report: null, text: null, running: 'make' });
  draw();
  try {
    const made = send('POST', '/rebuild', {});
    await new Promise((done) => { setTimeout(done, 100); });
    await Promise.race([follow(), made.then(() => follow())]);
  } catch (error) {
    notMade(error);
  }
}

openPage();
