import CGDAL

/// Calls `body` with configuration options of GDAL that hold on this thread meanwhile.
package func withGDALSettings<Result>(
  _ settings: [String: String], _ body: () throws -> Result
) rethrows -> Result {
  for (name, value) in settings { unsafe CPLSetThreadLocalConfigOption(name, value) }
  defer { for name in settings.keys { unsafe CPLSetThreadLocalConfigOption(name, nil) } }
  return try body()
}
