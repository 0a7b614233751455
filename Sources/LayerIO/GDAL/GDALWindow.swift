import CGDAL
import Foundation
import Geometry

/// How to read a layer near a box alone, by its spatial index.
struct GDALWindow {
  /// The box, in the layer's own system.
  let box: Bounds
  /// Number of features in the layer.
  let count: Int
  /// Id of the first feature; the others have the ids that follow, in the order of the layer.
  let firstID: Int
  /// The box around all features.
  let extent: Bounds
}

extension GDALLayer {
  /// How to read the layer near an area alone. Nil where it has no index, where the index may miss a
  /// feature or where features can't be numbered by their ids: all of it has to be read then.
  func window(near area: SearchArea?, in dataset: GDALDataset) -> GDALWindow? {
    guard let area, unsafe OGR_L_TestCapability(handle, OLCFastSpatialFilter) != 0,
      let ids = featureIDs(in: dataset), let extent, let box = area.box(inSystem: declaredCRS)
    else { return nil }
    return GDALWindow(box: box, count: ids.count, firstID: ids.lowerBound, extent: extent)
  }

  /// Ids of all features, where these follow one another and all of them are in the spatial index.
  private func featureIDs(in dataset: GDALDataset) -> Range<Int>? {
    switch dataset.format {
    case "FlatGeobuf": return promisedCount.map { 0..<$0 }
    case "GPKG": return indexedRows(in: dataset)
    default: return nil
    }
  }

  /// Ids of the rows of a GeoPackage's table, if there are as many in the index as from the first to the
  /// last, so all.
  private func indexedRows(in dataset: GDALDataset) -> Range<Int>? {
    guard let indexed = indexedCount(in: dataset), indexed > 0, promisedCount ?? indexed == indexed,
      let first = dataset.number("SELECT MIN(rowid) FROM \(quoted(name))"),
      let last = dataset.number("SELECT MAX(rowid) FROM \(quoted(name))"),
      last - first + 1 == indexed
    else { return nil }
    return first..<last + 1
  }

  /// Number of features in the spatial index of a GeoPackage's table; nil where it has none.
  func indexedCount(in dataset: GDALDataset) -> Int? {
    guard dataset.format == "GPKG", !geometryColumn.isEmpty else { return nil }
    return dataset.number("SELECT COUNT(*) FROM \(quoted("rtree_\(name)_\(geometryColumn)"))")
  }

  private var extent: Bounds? {
    var box = OGREnvelope()
    guard unsafe OGR_L_GetExtent(handle, &box, 0) == OGRERR_NONE else { return nil }
    return Bounds(minX: box.MinX, minY: box.MinY, maxX: box.MaxX, maxY: box.MaxY)
  }

  /// From now on goes through features near a window alone, or through all.
  func restrict(to window: GDALWindow?) {
    guard let box = window?.box else { return unsafe OGR_L_SetSpatialFilter(handle, nil) }
    unsafe OGR_L_SetSpatialFilterRect(handle, box.minX, box.minY, box.maxX, box.maxY)
  }
}
