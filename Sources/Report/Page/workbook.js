// A list as a workbook of Office Open XML (ISO/IEC 29500): a sheet with the list, and one that tells what it is.

/** How cells are written: as it comes, a heading, an amount, with a decimal. */
const cellStyles = { plain: 0, heading: 1, amount: 2, decimal: 3 };

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const officeXML = 'http://schemas.openxmlformats.org';

/** Text for XML, without the characters that XML can't hold. */
const forXML = (text) => String(text)
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
  .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The letters of a column, from 0. */
const columnLetters = (index) => (index < 26 ? '' : columnLetters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + index % 26);

function cell(value, row, column, style = cellStyles.plain, decimals = 0) {
  const at = `${columnLetters(column)}${row}`;
  if (value === null || value === undefined || value === '' || Number.isNaN(value)) return '';
  if (typeof value === 'number') return `<c r="${at}" s="${style}"><v>${Number(value.toFixed(decimals))}</v></c>`;
  // What a cell may hold at most.
  const text = forXML(String(value).slice(0, 32767));
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

/** A sheet of rows of cells; `widths` are in characters, `head` says whether the first row stays in view and filters. */
function sheetXML(rows, widths, head) {
  const last = `${columnLetters(widths.length - 1)}${rows.length}`;
  return `${xmlHead}<worksheet xmlns="${officeXML}/spreadsheetml/2006/main">${
    head ? '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' : ''
  }<cols>${widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join('')
  }</cols><sheetData>${rows.map((cells, index) => `<row r="${index + 1}">${cells}</row>`).join('')}</sheetData>${
    head && rows.length > 1 ? `<autoFilter ref="A1:${last}"/>` : ''}</worksheet>`;
}

/** A list as a workbook. */
function listWorkbook(title, columns, items, filters) {
  const styleOf = ({ isAmount, decimals }) => (isAmount ? cellStyles.amount : decimals ? cellStyles.decimal : cellStyles.plain);
  const values = items.map((item) => columns.map(({ value }) => value(item)));
  const rows = [
    columns.map(({ heading }, column) => cell(heading, 1, column, cellStyles.heading)).join(''),
    ...values.map((row, index) => row.map((value, column) =>
      cell(value, index + 2, column, typeof value === 'number' ? styleOf(columns[column]) : cellStyles.plain,
        columns[column].decimals)).join('')),
  ];
  const widths = columns.map(({ heading }, column) => Math.min(60, Math.max(8, heading.length + 3,
    ...values.slice(0, 500).map((row) => String(row[column] ?? '').length + 1))));
  const about = aboutList(title, filters)
    .map((pair, index) => pair.map((text, column) => cell(text, index + 1, column)).join(''));
  const sheetName = (name) => forXML(name.replace(/[[\]:*?/\\']/g, ' ').slice(0, 31));
  const relations = (entries) => `${xmlHead}<Relationships xmlns="${officeXML}/package/2006/relationships">${
    entries.map(([kind, target], index) => `<Relationship Id="rId${index + 1}" Type="${officeXML}/officeDocument/2006/relationships/${kind}" Target="${target}"/>`).join('')}</Relationships>`;
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return zipped({
    '[Content_Types].xml': `${xmlHead}<Types xmlns="${officeXML}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/>${
      [1, 2].map((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${kind}.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${xmlHead}<workbook xmlns="${officeXML}/spreadsheetml/2006/main" xmlns:r="${officeXML}/officeDocument/2006/relationships"><sheets>${
      [title, t('exportAbout')].map((name, index) => `<sheet name="${sheetName(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ['worksheet', 'worksheets/sheet1.xml'], ['worksheet', 'worksheets/sheet2.xml'], ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': `${xmlHead}<styleSheet xmlns="${officeXML}/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf fontId="0" xfId="0"/><xf fontId="1" xfId="0" applyFont="1"/><xf fontId="0" numFmtId="3" xfId="0" applyNumberFormat="1"/><xf fontId="0" numFmtId="164" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    'xl/worksheets/sheet1.xml': sheetXML(rows, widths, true),
    'xl/worksheets/sheet2.xml': sheetXML(about, [24, 60], false),
  }, `${kind}.sheet`);
}

/** Files by their names as one file of the kind ZIP, deflated. */
async function zipped(files, type) {
  const [parts, entries, encoder] = [[], [], new TextEncoder()];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, bytes] = [encoder.encode(name), encoder.encode(text)];
    const packed = new Uint8Array(await new Response(
      new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer());
    // Version 2.0, UTF-8 names, deflated, 1 January 1980.
    const facts = [[20, 2], [0x800, 2], [8, 2], [0, 2], [33, 2], [checksum(bytes), 4], [packed.length, 4],
      [bytes.length, 4], [path.length, 2], [0, 2]];
    const local = littleEndian([[0x04034b50, 4], ...facts]);
    entries.push(littleEndian([[0x02014b50, 4], [20, 2], ...facts, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]), path);
    parts.push(local, path, packed);
    offset += local.length + path.length + packed.length;
  }
  const size = entries.reduce((sum, { length }) => sum + length, 0);
  const count = Object.keys(files).length;
  const end = littleEndian([[0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2]]);
  return new Blob([...parts, ...entries, end], { type });
}

/** Whole numbers of 2 or 4 bytes, the lowest byte first. */
function littleEndian(numbers) {
  const bytes = new DataView(new ArrayBuffer(numbers.reduce((sum, [, size]) => sum + size, 0)));
  let at = 0;
  for (const [number, size] of numbers) {
    if (size === 2) bytes.setUint16(at, number, true);
    else bytes.setUint32(at, number, true);
    at += size;
  }
  return new Uint8Array(bytes.buffer);
}

/** CRC-32 as ZIP has it. */
function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
