// Two answers side by side: two maps of which each follows the other, and what differs between the two.

const sides = ['left', 'right'];
const select = Object.fromEntries(sides.map((side) => [side, byId(side)]));
const maps = {};
const comparing = { answer: null, running: null };

/** What the address asks for, else the first two; an answer that was asked for and is in no list comes into it. */
function choose() {
  const query = new URLSearchParams(location.search);
  sides.forEach((side, index) => {
    const wanted = query.get(side);
    const options = [...select[side].options];
    if (wanted?.startsWith('asked-') && !options.some(({ value }) => value === wanted)) {
      for (const each of sides) select[each].append(el('option', { value: wanted }, t('asked')));
    }
    select[side].value = wanted ?? options[Math.min(index, options.length - 1)].value;
    if (select[side].selectedIndex < 0) select[side].selectedIndex = 0;
  });
}

/** Whoever moves one map moves the other. */
function keepInStep([one, other]) {
  let leads = null;
  const follow = (leader, follower) => leader.on('move', () => {
    if (leads) return;
    leads = leader;
    follower.jumpTo({ center: leader.getCenter(), zoom: leader.getZoom() });
    leads = null;
  });
  follow(one, other);
  follow(other, one);
}

/** Draws the answer that is chosen on a side. */
function draw(side) {
  const key = select[side].value;
  if (!maps[side] || maps[side].key === key) return;
  maps[side].key = key;
  maps[side].map.setStyle(tileStyle(key, { challenges: false, projects: true }), { diff: false });
}

async function compare() {
  sides.forEach(draw);
  const [left, right] = sides.map((side) => select[side].value);
  const running = Symbol(left + right);
  comparing.running = running;
  byId('progress').textContent = t('busy');
  try {
    const answer = await asked(`/compare/${encodeURIComponent(left)}/${encodeURIComponent(right)}?lang=${setting.language}`);
    if (comparing.running !== running) return;
    comparing.answer = answer;
    byId('progress').textContent = '';
    byId('difference').replaceChildren(...differences(answer));
    for (const side of sides) if (maps[side]) light(maps[side].map, answer.works);
  } catch (error) {
    if (comparing.running !== running) return;
    byId('progress').textContent = t('failed', error.message);
    byId('difference').replaceChildren();
  }
}

const chosenName = (side) => select[side].selectedOptions[0].textContent;

/** What differs: in sentences, in figures, and by work. */
function differences(answer) {
  const changed = answer.figures.filter(({ before, after }) => before !== after);
  if (!changed.length && !answer.works_total) return [el('p', {}, t('same'))];
  const text = (value) => (value === null ? '–' : write.number(value));
  const shown = answer.works.slice(0, 100);
  return [
    el('h3', {}, t('differences')),
    el('ul', {}, answer.sentences.map((sentence) => el('li', {}, sentence))),
    changed.length && wideTable(t('differences'), [t('figure'), chosenName('left'), chosenName('right'), t('difference')],
      changed.map(({ title, unit, before, after }) => [
        unit ? `${title} (${unit})` : title, text(before), text(after),
        before === null || after === null ? '' : signed(after - before),
      ])),
    shown.length && el('details', { open: true }, el('summary', {}, t('worksThatDiffer', write.number(shown.length), write.number(answer.works_total))),
      wideTable(t('work'), [t('work'), t('what'), t('street'), chosenName('left'), chosenName('right'), t('map')],
        shown.map((work) => [
          work.id, work.kind, work.street ?? '', String(work.before ?? '–'), String(work.after ?? '–'),
          el('button', { type: 'button', 'aria-label': `${t('show')}: ${work.id}`, onclick: () => show(work) }, t('show')),
        ]), (column) => column > 0 && column < 5)),
  ].filter(Boolean);
}

/** Brings a work into view, on both maps. */
async function show({ id }) {
  if (!maps.left) return;
  const scenario = select.left.value;
  const name = scenario === 'base' ? 'works' : `${scenario}.works`;
  showFeatures(maps.left.map, [await asked(`/v1/collections/${encodeURIComponent(name)}/items/${encodeURIComponent(id)}`)]);
  const animate = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  byId('maps').scrollIntoView({ block: 'start', behavior: animate ? 'smooth' : 'auto' });
}

choose();
for (const side of sides) {
  const map = makeTileMap(byId(`${side}-map`), select[side].value, `${t('map')}, ${chosenName(side)}`);
  if (map) maps[side] = { map, key: select[side].value };
  select[side].addEventListener('change', compare);
}
if (maps.left) keepInStep(sides.map((side) => maps[side].map));
byId('legend').append(...periodLegend().flat(), t('differs'), ...Object.entries(changeColours).map(([what, colour]) =>
  el('span', {}, el('span', { class: 'swatch', style: { background: colour } }), t(what))));
compare();
document.documentElement.dataset.ready = 'true';
