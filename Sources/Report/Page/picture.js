// A picture of the map that stands by itself: with title, legend, scale, north, date and source.

const pictureFont = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** Dots of a picture for each pixel of the page, so that it prints well. */
const pictureScale = 2;

/** What the map shows, in words: the challenges or figures, the works and the years. */
function mapSentence() {
  const works = { best: t('bestWorks', bestCount), all: t('allWorks'), none: t('noWorks') }[state.works];
  const year = { [noYear]: t('noYearKnown'), [notPlanned]: t('notPlanned') }[state.year] ?? state.year ?? t('allYears');
  const of = mapView().group === 'challenges' && mapView().theme === undefined ? t('stackHeightLegend')
    : mapView().theme === undefined ? mapView().title?.() ?? mapView().text : t('severityOf', mapView().text);
  return [of, works, ...(state.works === 'none' ? [] : [String(year)])].join(' · ');
}

/** Where the picture comes from: the report, the files that were read, and the background. */
function pictureSource() {
  const names = [...new Set(figures.inputs.map(({ source: name }) => name))];
  return [t('pictureSource', figures.version, names.join(', ')), backgroundOwner()].filter(Boolean).join(' ');
}

/** The map as it stands, drawn at once with more dots than the screen has. */
function drawnMap() {
  const before = map.getPixelRatio();
  map.setPixelRatio(pictureScale);
  map.redraw();
  const canvas = el('canvas', { width: map.getCanvas().width, height: map.getCanvas().height });
  canvas.getContext('2d').drawImage(map.getCanvas(), 0, 0);
  map.setPixelRatio(before);
  map.redraw();
  return canvas;
}

/** A canvas with the map and all that it takes to read it; null where there is no map. */
function mapPicture() {
  if (!map) return null;
  const drawn = drawnMap();
  const canvas = el('canvas', {});
  const pen = canvas.getContext('2d');
  const width = drawn.width / pictureScale, mapHeight = drawn.height / pictureScale;
  const paper = new PicturePaper(pen, width);
  // Texts are laid out twice: once to know how high the picture is.
  const layOut = () => {
    paper.at = 0;
    paper.heading(t('pageTitle', figures.name), mapSentence());
    const top = paper.at;
    paper.at += mapHeight;
    paper.legend();
    paper.lines(`${today()}. ${pictureSource()}`);
    return top;
  };
  layOut();
  canvas.width = drawn.width;
  canvas.height = Math.ceil(paper.at) * pictureScale;
  pen.scale(pictureScale, pictureScale);
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, paper.at);
  paper.isDrawing = true;
  const top = layOut();
  pen.drawImage(drawn, 0, top, width, mapHeight);
  paper.names(top);
  paper.scaleBar(top + mapHeight);
  paper.north(top);
  return canvas;
}

/** Lays texts and signs on a picture from top to bottom; draws them once it is told to. */
class PicturePaper {
  constructor(pen, width) {
    Object.assign(this, { pen, width, at: 0, isDrawing: false });
  }

  text(text, x, y, font, colour = '#1d2528') {
    this.pen.font = `${font} ${pictureFont}`;
    this.pen.fillStyle = colour;
    if (this.isDrawing) this.pen.fillText(text, x, y);
    return this.pen.measureText(text).width;
  }

  heading(title, subtitle) {
    this.text(title, 12, this.at + 26, '600 20px');
    this.at += 34;
    this.wrapped(subtitle, '14px', 18);
    this.at += 6;
  }

  /** Text in lines that fit. */
  wrapped(text, font, height) {
    let line = '';
    const put = () => {
      this.text(line, 12, this.at + height - 5, font, '#3d4a4f');
      this.at += height;
    };
    this.pen.font = `${font} ${pictureFont}`;
    for (const word of text.split(' ')) {
      const longer = line ? `${line} ${word}` : word;
      if (line && this.pen.measureText(longer).width > this.width - 24) {
        put();
        line = word;
      } else line = longer;
      this.pen.font = `${font} ${pictureFont}`;
    }
    if (line) put();
  }

  lines(text) {
    this.at += 4;
    this.wrapped(text, '11px', 15);
    this.at += 6;
  }

  /** The parts of the legend, each on a line of its own or on more. */
  legend() {
    this.at += 6;
    const undated = undatedText();
    for (const { title, entries, kind } of legendParts()) {
      let x = 12;
      this.at += 18;
      x += this.text(title, x, this.at, '600 12px') + 14;
      for (const [colour, text] of entries) {
        const width = 24 + this.text(text, this.width * 2, 0, '12px') + 14;
        if (x + width > this.width) {
          x = 24;
          this.at += 18;
        }
        this.swatch(x, colour, kind);
        this.text(text, x + 22, this.at, '12px');
        x += width;
      }
    }
    if (undated) {
      this.at += 18;
      this.text(undated, 12, this.at, '12px');
    }
    this.at += 6;
  }

  swatch(x, colour, kind) {
    if (!this.isDrawing) return;
    const { pen, at } = this;
    const [top, height] = kind === 'line' ? [at - 6, 5] : [at - 10, 11];
    pen.fillStyle = kind === 'outline' ? '#ffffff' : colour;
    pen.fillRect(x, top, 16, height);
    pen.strokeStyle = kind === 'outline' ? colour : '#777777';
    pen.lineWidth = kind === 'outline' ? 3 : 1;
    if (kind !== 'line') pen.strokeRect(x, top, 16, height);
  }

  /** Names of neighbourhoods where the map has them. */
  names(top) {
    const { pen } = this;
    pen.font = `600 11px ${pictureFont}`;
    pen.textAlign = 'center';
    pen.lineWidth = 3;
    pen.strokeStyle = '#ffffff';
    pen.lineJoin = 'round';
    for (const label of labels.filter(({ isShown }) => isShown)) {
      const { x, y } = map.project(label.marker.getLngLat());
      pen.strokeText(label.element.textContent, x, top + y + 4);
      this.text(label.element.textContent, x, top + y + 4, '600 11px', '#222222');
    }
    pen.textAlign = 'left';
  }

  /** A bar of a round length in m or km, in the corner of the map. */
  scaleBar(bottom) {
    const { pen } = this;
    const [metres, text] = roundLength(110 * metresPerPixel());
    const length = metres / metresPerPixel();
    const x = this.width - length - 16, y = bottom - 14;
    pen.fillStyle = '#ffffffcc';
    pen.fillRect(x - 8, y - 20, length + 16, 28);
    pen.strokeStyle = '#1d2528';
    pen.lineWidth = 2;
    pen.beginPath();
    pen.moveTo(x, y - 6);
    pen.lineTo(x, y);
    pen.lineTo(x + length, y);
    pen.lineTo(x + length, y - 6);
    pen.stroke();
    this.text(text, x + 4, y - 7, '12px');
  }

  /** An arrow to the north, which is up. */
  north(top) {
    const { pen, width } = this;
    const x = width - 26, y = top + 14;
    pen.fillStyle = '#ffffffcc';
    pen.fillRect(x - 14, y - 6, 28, 52);
    pen.fillStyle = '#1d2528';
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x + 8, y + 24);
    pen.lineTo(x, y + 18);
    pen.lineTo(x - 8, y + 24);
    pen.fill();
    pen.textAlign = 'center';
    this.text('N', x, y + 40, '600 13px');
    pen.textAlign = 'left';
  }
}

/** Metres on the ground of a pixel in the middle of the map. */
const metresPerPixel = () => 40075016.686 * Math.cos(map.getCenter().lat * Math.PI / 180) / (512 * 2 ** map.getZoom());

/** The roundest length up to `most` m, in metres and as text. */
function roundLength(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = power * [5, 2, 1].find((step) => step * power <= most);
  return [metres, metres >= 1000 ? `${write.number(metres / 1000)} km` : `${write.number(metres, metres < 1 ? 1 : 0)} m`];
}

/** A button that saves the picture. */
function pictureButton() {
  return el('button', {
    id: 'save-picture', type: 'button', onclick: () => {
      mapPicture().toBlob((blob) => save(blob, `${fileName(t('map'))}.png`), 'image/png');
    },
  }, t('savePicture'));
}
