// From the packed blocks in the page to arrays: figures as JSON, columns and shapes as bytes.

/** The bytes of a block, which stands in the page in parts. */
async function unpack(block) {
  const elements = [...document.querySelectorAll(`[data-block=${block}]`)];
  const parts = await Promise.all(elements.map(unpackPart));
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let end = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part), end);
    end += part.byteLength;
  }
  return bytes.buffer;
}

/** The bytes of a part, base64 of zlib; its element goes, as nobody needs it any more. */
async function unpackPart(element) {
  const response = await fetch(`data:application/octet-stream;base64,${element.textContent}`);
  element.remove();
  const stream = response.body.pipeThrough(new DecompressionStream('deflate'));
  return new Response(stream).arrayBuffer();
}

/** Reads all blocks; afterwards `figures` and `texts` are complete. */
async function load() {
  const [json, columns, shapes] = await Promise.all(['figures', 'columns', 'shapes'].map(unpack));
  const read = JSON.parse(new TextDecoder().decode(json));
  Object.assign(texts, read.texts);
  delete read.texts;
  Object.assign(figures, read);
  for (const theme of figures.themes) theme.title = capital(theme.name);
  figures.columns = readColumns(columns, read.columns);
  figures.shapes = readShapes(shapes, read.shapes);
  if (figures.columns.candidateYear) figures.candidates = readCandidates(figures.columns);
}

const columnTypes = {
  u16: Uint16Array, i16: Int16Array, u32: Uint32Array, f32: Float32Array, f64: Float64Array,
};

/** Columns by name; they stand one after the other in the bytes. */
function readColumns(buffer, directory) {
  let start = 0;
  const columns = {};
  for (const { name, type, bytes } of directory) {
    const part = buffer.slice(start, start + bytes);
    columns[name] = type === 'text'
      ? new TextDecoder().decode(part).split('\0') : new columnTypes[type](part);
    start += bytes;
  }
  return columns;
}

/** Shapes by layer, in flat arrays; see ReportShapes.swift for the layout of the bytes. */
function readShapes(buffer, directory) {
  const reader = new VarintReader(new Uint8Array(buffer));
  const layers = {};
  for (const entry of directory) layers[entry.name] = readLayer(reader, entry);
  return layers;
}

function readLayer(reader, { features, groupSize, paths, positions }) {
  const layer = {
    count: features,
    featureStarts: new Uint32Array(features + 1),
    pathStarts: new Uint32Array(paths + 1),
    roles: new Uint8Array(paths),
    coordinates: new Int32Array(2 * positions),
    boxes: new Int32Array(4 * features), // west, north, east and south of each feature
    pathBoxes: new Int32Array(4 * paths),
  };
  const cursor = { x: 0, y: 0, position: 0 };
  let path = 0;
  for (let feature = 0; feature < features; feature++) {
    const box = [0x7fffffff, 0x7fffffff, -0x80000000, -0x80000000];
    if (feature % groupSize === 0) Object.assign(cursor, { x: 0, y: 0 });
    for (let left = reader.unsigned(); left > 0; left--, path++) {
      readPath(reader, layer, path, cursor);
      widen(box, layer.pathBoxes.subarray(4 * path, 4 * path + 4));
    }
    layer.featureStarts[feature + 1] = path;
    layer.boxes.set(box, 4 * feature);
  }
  return layer;
}

/** Reads a path; positions follow each other from path to path. */
function readPath(reader, layer, path, cursor) {
  const head = reader.unsigned();
  let { x, y, position } = cursor;
  let west = 0x7fffffff, north = 0x7fffffff, east = -0x80000000, south = -0x80000000;
  for (let left = head >>> 2; left > 0; left--, position++) {
    x += reader.signed();
    y += reader.signed();
    layer.coordinates[2 * position] = x;
    layer.coordinates[2 * position + 1] = y;
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < north) north = y;
    if (y > south) south = y;
  }
  Object.assign(cursor, { x, y, position });
  layer.roles[path] = head & 3;
  layer.pathStarts[path + 1] = position;
  layer.pathBoxes.set([west, north, east, south], 4 * path);
}

function widen(box, other) {
  box[0] = Math.min(box[0], other[0]);
  box[1] = Math.min(box[1], other[1]);
  box[2] = Math.max(box[2], other[2]);
  box[3] = Math.max(box[3], other[3]);
}

class VarintReader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  unsigned() {
    let value = 0, shift = 0, byte;
    do {
      byte = this.bytes[this.at++];
      value |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte > 0x7f);
    return value >>> 0;
  }

  signed() {
    const value = this.unsigned();
    return (value >>> 1) ^ -(value & 1);
  }
}
