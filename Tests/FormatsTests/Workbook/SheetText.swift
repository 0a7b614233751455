import Foundation
import TestSupport

/// The cells of a sheet as they stand in a workbook, read with the library of Python, which knows nothing of
/// what wrote them. Empty where there is no cell. Shape: rows x columns of the first row.
struct SheetText {
  let rows: [[String]]

  init(path: String, sheet: String) throws {
    let read = try runProgram("/usr/bin/env", ["python3", "-c", reading, path, sheet])
    rows = try JSONDecoder().decode([[String]].self, from: Data(read.output.utf8))
  }
}

private let reading = """
  import json, re, sys, zipfile
  import xml.etree.ElementTree as tree
  book = zipfile.ZipFile(sys.argv[1])
  space = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
  names = [s.get('name') for s in tree.fromstring(book.read('xl/workbook.xml')).iter(space + 'sheet')]
  number = names.index(sys.argv[2]) + 1
  rows = []
  for row in tree.fromstring(book.read(f'xl/worksheets/sheet{number}.xml')).iter(space + 'row'):
      cells = {}
      for cell in row:
          column = 0
          for letter in re.match('[A-Z]+', cell.get('r')).group():
              column = 26 * column + ord(letter) - 64
          if cell.get('t') == 'inlineStr':
              cells[column] = ''.join(part.text or '' for part in cell.iter(space + 't'))
          else:
              value = cell.find(space + 'v')
              cells[column] = '' if value is None else value.text
      width = len(rows[0]) if rows else max(cells)
      rows.append([cells.get(column + 1, '') for column in range(width)])
  print(json.dumps(rows))
  """
