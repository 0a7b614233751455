// Vector tiles made on demand from the flat shapes, so that the map only ever draws what can be seen
// at its zoom. A unit of the shapes is 2^-28 of the world: 1/4096 of a tile at zoom 16.

const extent = 4096;
const deepestZoom = 16;
const pixel = extent / 512;
const margin = 10 * pixel;

/**
 * The tile of a layer as bytes of a Mapbox Vector Tile (version 2).
 * `accepts` says whether a feature is drawn, `values` gives its properties (whole numbers),
 * `rank` the order in which points that share a pixel are kept, `number` the number it goes by.
 */
function makeTile(name, layer, zoom, column, row, content) {
  const { accepts, values, keys, rank, number = (feature) => feature } = content;
  const tile = new TileShapes(zoom, column, row);
  const writer = new TileWriter(name, keys);
  const dots = new Map();
  for (let feature = 0; feature < layer.count; feature++) {
    if (!tile.touches(layer.boxes, feature) || !accepts(feature)) continue;
    if (layer.roles[layer.featureStarts[feature]] === 3) {
      keepBest(dots, tile.cell(layer, feature), feature, rank);
      continue;
    }
    const { polygons, lines } = tile.shape(layer, feature);
    if (polygons.length) writer.add(number(feature), 3, polygons, values(feature));
    if (lines.length) writer.add(number(feature), 2, lines, values(feature));
  }
  for (const feature of dots.values()) {
    writer.add(number(feature), 1, tile.points(layer, feature), values(feature));
  }
  return writer.finish();
}

function keepBest(dots, cell, feature, rank) {
  const other = dots.get(cell);
  if (other === undefined || rank(feature) > rank(other)) dots.set(cell, feature);
}

/** Shapes as a tile shows them: shifted, simplified to half a pixel, and clipped. */
class TileShapes {
  constructor(zoom, column, row) {
    this.zoom = zoom;
    this.dust = 0;
    this.scale = 2 ** (zoom - deepestZoom);
    this.x = column * extent / this.scale;
    this.y = row * extent / this.scale;
    const side = (extent + 2 * margin) / this.scale;
    this.west = this.x - margin / this.scale;
    this.north = this.y - margin / this.scale;
    this.east = this.west + side;
    this.south = this.north + side;
    // The deepest tiles are drawn enlarged as well, so nothing is left out of them.
    this.tolerance = zoom < deepestZoom ? pixel / 2 : 0;
  }

  /** Whether a box of an array of boxes lies in the tile, at least in part. */
  touches(boxes, index) {
    const at = 4 * index;
    return boxes[at] <= this.east && boxes[at + 2] >= this.west
      && boxes[at + 1] <= this.south && boxes[at + 3] >= this.north;
  }

  /** Which cell of three pixels a point falls into; at the deepest zooms each has its own. */
  cell(layer, feature) {
    if (this.zoom >= deepestZoom - 1) return feature;
    const position = 2 * layer.pathStarts[layer.featureStarts[feature]];
    const side = 3 * pixel;
    const x = Math.floor((layer.coordinates[position] - this.x) * this.scale / side);
    const y = Math.floor((layer.coordinates[position + 1] - this.y) * this.scale / side);
    return 65536 * y + x;
  }

  points(layer, feature) {
    const result = [];
    for (let path = layer.featureStarts[feature]; path < layer.featureStarts[feature + 1]; path++) {
      const position = 2 * layer.pathStarts[path];
      result.push([
        Math.round((layer.coordinates[position] - this.x) * this.scale),
        Math.round((layer.coordinates[position + 1] - this.y) * this.scale),
      ]);
    }
    return result;
  }

  /** The rings and lines of a feature; a hole comes behind its shell and turns the other way. */
  shape(layer, feature) {
    const polygons = [], lines = [];
    let hasShell = false;
    for (let path = layer.featureStarts[feature]; path < layer.featureStarts[feature + 1]; path++) {
      const role = layer.roles[path];
      if (!this.touches(layer.pathBoxes, path)) {
        if (role === 0) hasShell = false;
        continue;
      }
      if (role === 2) {
        lines.push(...clipLine(this.simplified(layer, path)));
        continue;
      }
      if (role === 1 && !hasShell) continue;
      const simple = this.simplified(layer, path);
      const ring = clipRing(simple);
      const area = ringArea(ring);
      const isVisible = ring.length >= 6 && area !== 0;
      if (role === 0) hasShell = isVisible;
      if (isVisible) polygons.push((area > 0) === (role === 0) ? ring : reversed(ring));
      else if (role === 0 && simple.length < 6) polygons.push(...this.gathered(layer, path, simple));
    }
    return { polygons, lines };
  }

  /**
   * What is too small to be drawn is gathered: many small things show as a pixel here and there, as
   * many as they would cover together.
   */
  gathered(layer, path, [x, y]) {
    this.dust += this.areaOf(layer, path);
    if (this.dust < pixel * pixel) return [];
    const side = Math.round(Math.sqrt(this.dust));
    this.dust = 0;
    return [[x, y, x + side, y, x + side, y + side, x, y + side]];
  }

  /** Area of a ring in square tile units, before it is simplified. */
  areaOf(layer, path) {
    const from = 2 * layer.pathStarts[path], to = 2 * layer.pathStarts[path + 1];
    const area = ringArea(layer.coordinates.subarray(from, to), layer.coordinates[from],
      layer.coordinates[from + 1]);
    return Math.abs(area) / 2 * this.scale ** 2;
  }

  simplified(layer, path) {
    const { coordinates, pathStarts } = layer;
    const first = pathStarts[path], last = pathStarts[path + 1] - 1;
    const kept = [];
    let keptX = Infinity, keptY = Infinity;
    for (let position = first; position <= last; position++) {
      const x = Math.round((coordinates[2 * position] - this.x) * this.scale);
      const y = Math.round((coordinates[2 * position + 1] - this.y) * this.scale);
      const far = Math.max(Math.abs(x - keptX), Math.abs(y - keptY));
      if (far > this.tolerance || (position === last && far > 0)) {
        kept.push(x, y);
        keptX = x;
        keptY = y;
      }
    }
    return kept;
  }
}

/** Twice the area of a ring, measured from an origin near it to keep digits. */
function ringArea(ring, x = 0, y = 0) {
  let sum = 0;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    sum += (ring[j] - x) * (ring[i + 1] - y) - (ring[i] - x) * (ring[j + 1] - y);
  }
  return sum;
}

function reversed(ring) {
  const result = [];
  for (let i = ring.length - 2; i >= 0; i -= 2) result.push(ring[i], ring[i + 1]);
  return result;
}

const low = -margin, high = extent + margin;
const clipSides = [[0, low, 1], [0, high, -1], [1, low, 1], [1, high, -1]];

/** Sutherland and Hodgman 1974: what lies beyond each side in turn is cut off. */
function clipRing(ring) {
  for (const [axis, bound, sign] of clipSides) {
    if (!reaches(ring, axis, bound, sign)) continue;
    const kept = [];
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const before = sign * (ring[j + axis] - bound), here = sign * (ring[i + axis] - bound);
      if ((before < 0) !== (here < 0)) {
        const part = before / (before - here);
        kept.push(
          Math.round(ring[j] + part * (ring[i] - ring[j])),
          Math.round(ring[j + 1] + part * (ring[i + 1] - ring[j + 1])));
      }
      if (here >= 0) kept.push(ring[i], ring[i + 1]);
    }
    ring = kept;
  }
  return ring;
}

function reaches(path, axis, bound, sign) {
  for (let i = axis; i < path.length; i += 2) if (sign * (path[i] - bound) < 0) return true;
  return false;
}

/** The parts of a line that lie in the tile. */
function clipLine(line) {
  const runs = [];
  let run = [];
  for (let i = 2; i < line.length; i += 2) {
    const seen = clipSegment(line[i - 2], line[i - 1], line[i], line[i + 1]);
    if (!seen) continue;
    const [x1, y1, x2, y2] = seen;
    const goesOn = run.length > 0 && run.at(-2) === x1 && run.at(-1) === y1;
    if (!goesOn) {
      run = [x1, y1];
      runs.push(run);
    }
    run.push(x2, y2);
  }
  return runs;
}

/** The part of a segment in the tile, or null (Liang and Barsky 1984). */
function clipSegment(x1, y1, x2, y2) {
  let from = 0, to = 1;
  for (const [axis, bound, sign] of clipSides) {
    const before = sign * ((axis ? y1 : x1) - bound), after = sign * ((axis ? y2 : x2) - bound);
    if (before < 0 && after < 0) return null;
    if (before < 0) from = Math.max(from, before / (before - after));
    if (after < 0) to = Math.min(to, before / (before - after));
  }
  if (from > to) return null;
  const at = (part) => [Math.round(x1 + part * (x2 - x1)), Math.round(y1 + part * (y2 - y1))];
  return [...at(from), ...at(to)];
}

/** Writes a layer as a Mapbox Vector Tile: protocol buffers by hand. */
class TileWriter {
  constructor(name, keys) {
    this.layer = new ByteWriter();
    this.layer.field(15, 2);
    this.layer.text(1, name);
    this.keys = keys;
    this.values = new Map();
    this.feature = new ByteWriter();
    this.part = new ByteWriter();
  }

  /** Adds a feature of kind 1 (points), 2 (lines) or 3 (rings). */
  add(id, kind, paths, values) {
    const { feature, part } = this;
    feature.clear();
    feature.field(1, id + 1);
    part.clear();
    values.forEach((value, key) => {
      part.varint(key);
      part.varint(this.numberOf(value));
    });
    feature.message(2, part);
    feature.field(3, kind);
    part.clear();
    this.geometry(kind, paths);
    feature.message(4, part);
    this.layer.message(2, feature);
  }

  geometry(kind, paths) {
    const { part } = this;
    let x = 0, y = 0;
    for (const path of paths) {
      part.varint(9); // move to one position
      part.signed(path[0] - x);
      part.signed(path[1] - y);
      if (path.length > 2) part.varint(((path.length / 2 - 1) << 3) | 2); // lines to the others
      for (let i = 2; i < path.length; i += 2) {
        part.signed(path[i] - path[i - 2]);
        part.signed(path[i + 1] - path[i - 1]);
      }
      x = path[path.length - 2];
      y = path[path.length - 1];
      if (kind === 3) part.varint(15); // close
    }
  }

  numberOf(value) {
    if (!this.values.has(value)) this.values.set(value, this.values.size);
    return this.values.get(value);
  }

  finish() {
    for (const key of this.keys) this.layer.text(3, key);
    for (const value of this.values.keys()) {
      this.part.clear();
      this.part.field(5, value);
      this.layer.message(4, this.part);
    }
    this.layer.field(5, extent);
    const tile = new ByteWriter();
    tile.message(3, this.layer);
    return tile.bytes.slice(0, tile.at).buffer;
  }
}

class ByteWriter {
  constructor() {
    this.bytes = new Uint8Array(1024);
    this.at = 0;
  }

  clear() { this.at = 0; }

  room(count) {
    if (this.at + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.at + count));
    larger.set(this.bytes);
    this.bytes = larger;
  }

  varint(value) {
    this.room(5);
    while (value > 0x7f) {
      this.bytes[this.at++] = (value & 0x7f) | 0x80;
      value >>>= 7;
    }
    this.bytes[this.at++] = value;
  }

  signed(value) { this.varint(((value << 1) ^ (value >> 31)) >>> 0); }

  field(number, value) {
    this.varint(number << 3);
    this.varint(value);
  }

  message(number, other) {
    this.varint((number << 3) | 2);
    this.varint(other.at);
    this.room(other.at);
    this.bytes.set(other.bytes.subarray(0, other.at), this.at);
    this.at += other.at;
  }

  text(number, text) {
    const bytes = new TextEncoder().encode(text);
    this.varint((number << 3) | 2);
    this.varint(bytes.length);
    this.room(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }
}
