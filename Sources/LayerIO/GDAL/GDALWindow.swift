import CGDAL
import Foundation
import Geometry

/// How to read a layer near a box alone.
struct GDALWindow {
  /// The box, in the layer's own system.
  let box: Bounds
  /// Number of features in the layer.
  let count: Int
  /// Id of the first feature; the others have the ids that follow, in the order of the layer.
  let firstID: Int
  /// The box around all features.
  let extent: Bounds
  /// What SQLite looks for, by the box that each row has with its geometry; nil where the file has an
  /// index that can't be older than its features.
  let condition: String?
}

extension GDALLayer {
  /// How to read the layer near an area alone. Nil where that would be no quicker, or where features can't
  /// be numbered by their ids: all of it has to be read then.
  func window(near area: SearchArea?, in dataset: GDALDataset) -> GDALWindow? {
    guard let area, let box = area.box(inSystem: declaredCRS) else { return nil }
    switch dataset.format {
    case "FlatGeobuf": return indexedWindow(box)
    case "GPKG": return tableWindow(box, in: dataset)
    default: return nil
    }
  }

  /// A FlatGeobuf is written as a whole, so its index is that of its features.
  private func indexedWindow(_ box: Bounds) -> GDALWindow? {
    guard unsafe OGR_L_TestCapability(handle, OLCFastSpatialFilter) != 0,
      let count = promisedCount, let extent
    else { return nil }
    return GDALWindow(box: box, count: count, firstID: 0, extent: extent, condition: nil)
  }

  /// The spatial index of a GeoPackage is kept by triggers, which not every program runs: it may hold
  /// other boxes than the table, or too few. So each row's own box is looked at, which takes no more than
  /// comparing it with the index would. Rows without a box, such as those without geometry, are read.
  private func tableWindow(_ box: Bounds, in dataset: GDALDataset) -> GDALWindow? {
    guard !geometryColumn.isEmpty else { return nil }
    let shape = quoted(geometryColumn)
    let row = dataset.numbers(
      """
      SELECT COUNT(*), MIN(rowid), MAX(rowid), MIN(ST_MinX(\(shape))), MIN(ST_MinY(\(shape))),
      MAX(ST_MaxX(\(shape))), MAX(ST_MaxY(\(shape))) FROM \(quoted(name))
      """)
    guard let row, let count = Int(exactly: row[0]), let first = Int(exactly: row[1]),
      row[2] - row[1] + 1 == row[0]
    else { return nil }
    let condition = """
      (ST_MinX(\(shape)) > \(box.maxX) OR ST_MaxX(\(shape)) < \(box.minX)
      OR ST_MinY(\(shape)) > \(box.maxY) OR ST_MaxY(\(shape)) < \(box.minY)) IS NOT TRUE
      """
    return GDALWindow(
      box: box, count: count, firstID: first,
      extent: Bounds(minX: row[3], minY: row[4], maxX: row[5], maxY: row[6]),
      condition: condition)
  }

  /// Number of features in the spatial index of a GeoPackage's table; nil where it has none.
  func indexedCount(in dataset: GDALDataset) -> Int? {
    guard dataset.format == "GPKG", !geometryColumn.isEmpty else { return nil }
    return dataset.rowCount(of: "rtree_\(name)_\(geometryColumn)")
  }

  private var extent: Bounds? {
    var box = OGREnvelope()
    guard unsafe OGR_L_GetExtent(handle, &box, 0) == OGRERR_NONE else { return nil }
    return Bounds(minX: box.MinX, minY: box.MinY, maxX: box.MaxX, maxY: box.MaxY)
  }

  /// From now on goes through features near a window alone, or through all.
  func restrict(to window: GDALWindow?) {
    unsafe OGR_L_SetAttributeFilter(handle, window?.condition)
    guard let window, window.condition == nil else {
      return unsafe OGR_L_SetSpatialFilter(handle, nil)
    }
    let box = window.box
    unsafe OGR_L_SetSpatialFilterRect(handle, box.minX, box.minY, box.maxX, box.maxY)
  }
}
