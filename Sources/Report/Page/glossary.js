// Terms of the trade: where a text first has one, a press tells what it means.

/** The terms with their forms, as the texts have them. */
const glossary = () => termKeys.map((key) => ({ key, forms: t(`term-${key}`).split('|') }));

const termKeys = [
  'challenge', 'score', 'due', 'window', 'overdue', 'chance', 'draws', 'valued', 'moving', 'leading', 'risk',
  'coupling', 'assumption', 'rioned', 'proRata', 'shapley', 'present',
];

/** Where terms are explained: what one reads. What one presses or fills in stays as it is. */
const explainedIn = 'p, th, dt, figcaption, caption';
const leftAsIs = 'button, a, select, label, summary, svg, code, bdi, .sr, .meaning, .term, .other-sense';

/** Makes the first of each term in a part of the page something that can be asked for its meaning. */
function explainTerms(part) {
  const open = new Map(glossary().flatMap(({ key, forms }) => forms.map((form) => [form.toLocaleLowerCase(figures.locale), key])));
  // Longer forms first, so that no part stands for a whole.
  const makePattern = () => new RegExp(`(?<![\\p{L}-])(${[...open.keys()].sort((a, b) => b.length - a.length)
    .map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?![\\p{L}-])`, 'iu');
  let pattern = makePattern();
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const { parentElement } = walker.currentNode;
    if (parentElement.closest(explainedIn) && !parentElement.closest(leftAsIs)) texts.push(walker.currentNode);
  }
  for (let node of texts) {
    for (let match; open.size > 0 && (match = pattern.exec(node.data));) {
      const [found] = match;
      const key = open.get(found.toLocaleLowerCase(figures.locale));
      for (const [form, of] of open) if (of === key) open.delete(form);
      pattern = makePattern();
      const rest = node.splitText(match.index);
      node = rest.splitText(found.length);
      rest.replaceWith(termButton(found, key));
    }
  }
}

/** A term that shows its meaning below what it stands in, and takes it away again. */
function termButton(text, key) {
  const button = el('button', { type: 'button', class: 'link term', 'aria-expanded': 'false' }, text);
  const meaning = el('span', { class: 'meaning', role: 'note' }, t(`meaning-${key}`));
  button.addEventListener('click', () => {
    const isOpen = meaning.isConnected;
    button.setAttribute('aria-expanded', String(!isOpen));
    if (isOpen) meaning.remove();
    else if (button.closest('p')) button.closest('p').after(meaning);
    else button.closest(explainedIn).append(meaning);
  });
  return button;
}
