// Opens the report.

async function open() {
  await load();
  readAddress();
  state.background = rememberedBackground();
  score();
  makeCandidateShapes();
  byId('subtitle').textContent = t('subtitle', figures.from, figures.to);
  makeControls();
  makeMap();
  makeTabs();
  makeFinder();
  onChange(redrawRanking);
  onChange(redrawSheet);
  if (state.project !== null || state.street !== null) showSheet();
  addEventListener('popstate', restore);
  preparePrint();
  byId('to-map').addEventListener('click', () => byId('map-side').scrollIntoView());
  byId('share').addEventListener('click', share);
  document.documentElement.dataset.ready = 'true';
}

/** Copies the address with the setting; where that is not allowed it stands in the address bar. */
async function share() {
  history.replaceState(null, '', address());
  try {
    await navigator.clipboard.writeText(location.href);
    byId('shared').textContent = t('copied');
  } catch {
    byId('shared').textContent = t('inAddress');
  }
}

open();
