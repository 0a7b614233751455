// Print: any page, or the sheet that is open, on A4 with title, date, map, legend, scale, north and source.

/** What stands around a page in print; made when printing begins, however it was asked for. */
function makePrint() {
  const picture = mapPicture();
  byId('print-head').replaceChildren(
    el('h1', {}, document.title), el('p', {}, t('printed', today())),
    picture ? el('img', { src: picture.toDataURL('image/png'), alt: t('map') }) : '');
  byId('print-foot').replaceChildren(el('p', {}, pictureSource()));
  // What is folded is there in print: a reader of paper can't unfold it.
  for (const folded of document.querySelectorAll('#panel details:not([open])')) {
    folded.open = true;
    folded.dataset.folded = 'true';
  }
}

/** Takes away what was made for print. */
function endPrint() {
  document.body.classList.remove('printing');
  for (const folded of document.querySelectorAll('[data-folded]')) {
    folded.open = false;
    delete folded.dataset.folded;
  }
  byId('print-head').replaceChildren();
  byId('print-foot').replaceChildren();
}

function preparePrint() {
  addEventListener('beforeprint', makePrint);
  addEventListener('afterprint', endPrint);
  byId('print-page').addEventListener('click', () => window.print());
}

/** Prints the sheet that is open, alone. */
function printSheet() {
  document.body.classList.add('printing');
  window.print();
}

/** A button that prints the sheet that is open. */
const printButton = () => el('p', {}, el('button', { type: 'button', id: 'print', onclick: printSheet }, t('print')));
