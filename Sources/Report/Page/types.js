// Types of neighbourhoods: which there are, what sets each apart, and who belongs to it.

function typesSection() {
  if (figures.areaTypes.length < 2) return null;
  return el('section', { id: 'types' },
    el('h3', {}, t('typesTitle')),
    el('p', {}, t('typesText'), ' ',
      el('button', { type: 'button', id: 'types-on-map', onclick: () => change({ view: 'type' }) },
        t('showOnMap'))),
    figures.areaTypes.map(typeCard));
}

function typeCard({ name, traits, members }, index) {
  const places = members.flatMap((member, position) => [position > 0 && ', ', placeLink(member)]);
  return el('div', { class: 'type' },
    el('h4', {}, el('span', { class: 'swatch', style: { background: categoryColour(index) } }),
      foreign(name)),
    el('p', {}, foreign(traits)), el('p', {}, places));
}

/** A neighbourhood as a button that brings it into view and into the comparison. */
function placeLink(index) {
  return el('button', {
    type: 'button', class: 'link', onclick: () => {
      flyTo('areas', index);
      compare(index);
    },
  }, foreign(figures.neighbourhoods[index].name));
}
