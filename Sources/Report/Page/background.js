// A background map from the network, only where the reader asks for it.

/** Where the reader's tiles come from: an address with {z}, {x} and {y}. */
const backgroundIsValid = (address) =>
  /^https:\/\/\S+$/.test(address) && ['{z}', '{x}', '{y}'].every((part) => address.includes(part));

function backgroundSwitch() {
  const field = el('input', {
    id: 'background', type: 'url', value: state.background, placeholder: 'https://…/{z}/{x}/{y}.png',
    onchange: () => {
      const address = field.value.trim();
      const isValid = address === '' || backgroundIsValid(address);
      field.setAttribute('aria-invalid', String(!isValid));
      byId('background-help').textContent = isValid ? '' : t('backgroundInvalid');
      if (isValid) change({ background: address });
    },
  });
  return el('details', { class: 'switch' }, el('summary', {}, t('background')),
    el('label', { class: 'choice', for: 'background' }, el('span', {}, t('backgroundText')), field),
    el('span', { id: 'background-help', role: 'status' }));
}

/** Shows the reader's background below everything, with the challenges as a veil over it. */
function applyBackground(changed) {
  if (!changed.has('background')) return;
  if (map.getLayer('background')) map.removeLayer('background');
  if (map.getSource('background')) map.removeSource('background');
  if (state.background) {
    map.addSource('background', { type: 'raster', tiles: [state.background], tileSize: 256 });
    map.addLayer({ id: 'background', type: 'raster', source: 'background' }, 'areas');
  }
  for (const id of ['areas', 'faces']) {
    map.setPaintProperty(id, 'fill-opacity', state.background ? 0.55 : 1);
  }
}
