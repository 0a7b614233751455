import CPROJ

extension CoordinateSystem {
  /// Whether its authority puts latitude, or northing, before longitude or easting. Positions of ours never do.
  package var hasNorthFirst: Bool {
    let context = ProjContext()
    guard
      let object = unsafe ProjObject(proj_create(context.handle, definition), context),
      let axes = unsafe ProjObject(
        proj_crs_get_coordinate_system(context.handle, object.handle), context)
    else { return false }
    var direction: UnsafePointer<CChar>?
    // Sound: PROJ writes the address of a text that lives as long as the axes do.
    let isKnown = unsafe proj_cs_get_axis_info(
      context.handle, axes.handle, 0, nil, nil, &direction, nil, nil, nil, nil)
    return unsafe isKnown != 0 && text(direction)?.lowercased() == "north"
  }
}
