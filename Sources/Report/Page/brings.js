// What it brings: the bridge, the programme beside other ways, who pays and benefits, and how sure that is.

function drawBrings() {
  return [
    el('h2', {}, t('bringsTitle')), el('p', {}, t('bringsText')),
    bridgeSection(), baselinesSection(), businessSection(), carriedSection(), gapSection(), restsSection(),
  ].filter(Boolean);
}

/** What figure of reliance a row is of, and how sure its projects are. */
const restsName = ({ figure, stage }) => `${t(`rests-${figure}`)} (${t(`rests-${stage}`)})`;

/** What amounts rest on, in a bar for each; the full table stands with the sources. */
function restsSection() {
  if (!figures.reliance.length) return '';
  const part = (amount, colour, total) => el('span', {
    style: { width: `${total > 0 ? Math.max(0, Math.min(100, 100 * amount / total)) : 0}%`, background: colour },
  });
  const rows = figures.reliance.filter(({ total }) => total !== 0).map((row) => [
    restsName(row), write.amount(row.total),
    el('span', { class: 'parts', 'aria-hidden': 'true' },
      part(row.own, colours.rests[0], row.total), part(row.published, colours.rests[1], row.total),
      part(row.assumed, colours.rests[2], row.total)),
    row.share === undefined ? '–' : write.percent(Math.min(1, row.share)),
  ]);
  return el('section', { id: 'rests' }, el('h3', {}, t('restsTitle')),
    el('p', {}, t('restsText', figures.priceYear), ' ', leads(t('restsMore'), () => openPage('method', 'reliance'))),
    keyOf(['restsOwn', 'restsPublished', 'restsAssumed'].map((key, index) =>
      ({ name: t(key), colour: colours.rests[index] }))),
    table(t('restsTitle'), [t('figure'), t('restsAmount'), el('span', { class: 'sr' }, t('bar')), t('restsShare')],
      rows, { numeric: (column) => column === 1 || column === 3 }));
}
