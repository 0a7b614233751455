// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target: no warnings, and each unsafe construct marked where it stands.
let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Settings of the library's modules. `tools/test` has them optimised: its tests compute thousands
/// of small cities. Nobody else does, since a package with such flags can't be a dependency.
let ofModules =
  Context.environment["KANSENKAART_OPTIMISE"] == nil ? strict : strict + [.unsafeFlags(["-O"])]

func module(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil
) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: ofModules)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies,
    swiftSettings: strict)
}

let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let yaml = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "kansenkaart",
  products: [
    .executable(name: "kansenkaart", targets: ["kansenkaart"]),
    .library(name: "Kansenkaart", targets: ["Kansenkaart"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
    .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
    .systemLibrary(name: "CGDAL", pkgConfig: "gdal", providers: [.apt(["libgdal-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CFreeXL", pkgConfig: "freexl", providers: [.apt(["libfreexl-dev"])]),
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CCBC", pkgConfig: "cbc", providers: [.apt(["coinor-libcbc-dev"])]),
    .target(name: "CGeoJSON", linkerSettings: [.linkedLibrary("simdjson")]),

    module("Workers", []),
    module("Geometry", ["Workers", "CGEOS", "CPROJ"]),
    module(
      "LayerIO",
      [
        "Geometry", "Workers", "CGDAL", "CGeoJSON", "CSQLite", "CZlib", "CFreeXL", "COpenSSL",
        "CPostgreSQL", log,
      ]),
    module("LayerStack", ["Geometry", "Workers"]),
    module(
      "Formats",
      ["LayerStack", "LayerIO", "Geometry", "Workers", "CGDAL", "CSQLite", "CXLSXWriter", "CZlib"]),
    module("Tiles", ["Formats", "LayerStack", "LayerIO", "Geometry", "Workers"]),
    module("ProjectFile", ["LayerIO", "Geometry", "Workers", yaml]),
    module(
      "OpportunityMap", ["ProjectFile", "LayerStack", "LayerIO", "Geometry", "Workers", yaml]),
    module("Solver", ["Workers", "CCBC"]),
    module(
      "ProjectBundling",
      [
        "OpportunityMap", "ProjectFile", "LayerStack", "LayerIO", "Geometry", "Solver", "Workers",
        yaml,
      ]),
    module(
      "Buildings",
      [
        "ProjectBundling", "OpportunityMap", "ProjectFile", "LayerStack", "LayerIO", "Geometry",
        "Solver", "Workers",
      ]),
    module(
      "Tables",
      [
        "Buildings", "ProjectBundling", "OpportunityMap", "ProjectFile", "LayerStack", "LayerIO",
        "Geometry",
        "Workers",
      ]),
    module(
      "Report",
      [
        "Tables", "Formats", "Buildings", "ProjectBundling", "OpportunityMap", "ProjectFile",
        "LayerStack", "LayerIO", "Geometry", "Workers",
      ],
      resources: [.copy("Page")]),
    module(
      "Residents", ["Report", "Tables", "LayerIO", "Workers"], resources: [.copy("Page")]),
    module(
      "Publishing",
      [
        "Report", "Tables", "Formats", "ProjectBundling", "OpportunityMap", "LayerIO", "Geometry",
        "Workers",
      ]),
    module(
      "Pipeline",
      [
        "Publishing", "Residents", "Report", "Tables", "Formats", "Buildings", "ProjectBundling",
        "ProjectFile", "OpportunityMap", "LayerStack", "LayerIO", "Geometry", "Workers", log,
      ]),
    module(
      "MissedWindows",
      [
        "Pipeline", "Publishing", "Report", "Tables", "Formats", "ProjectBundling", "ProjectFile",
        "OpportunityMap", "LayerStack", "LayerIO", "Geometry", "Workers",
      ]),
    module(
      "Sharing",
      [
        "Pipeline", "Publishing", "Report", "Tables", "Formats", "ProjectBundling",
        "OpportunityMap", "ProjectFile", "LayerStack", "LayerIO", "Geometry", "Workers",
        "COpenSSL",
      ]),
    module(
      "Workbench",
      [
        "Pipeline", "Publishing", "Report", "Tables", "Tiles", "Formats", "ProjectBundling",
        "OpportunityMap", "ProjectFile", "LayerIO", "Geometry", "Workers",
      ]),
    module(
      "Kansenkaart",
      [
        "Pipeline", "Publishing", "Report", "Tables", "ProjectBundling", "OpportunityMap",
        "ProjectFile", "LayerStack", "LayerIO", "Geometry", "Workers",
      ]),
    .executableTarget(
      name: "kansenkaart",
      dependencies: [
        "MissedWindows", "Sharing", "Pipeline", "Publishing", "Residents", "Report", "Tables",
        "Formats", "ProjectBundling", "OpportunityMap", "ProjectFile", "LayerStack", "LayerIO",
        "Geometry", "Workers",
        arguments, log,
      ],
      swiftSettings: strict),

    .executableTarget(
      name: "ask-a-city", dependencies: ["Kansenkaart"], path: "Examples/ask-a-city",
      packageAccess: false, swiftSettings: strict),
    .executableTarget(
      name: "stack-bench", dependencies: ["LayerStack", "LayerIO", "Geometry"],
      path: "Benchmarks/stack-bench", swiftSettings: strict),
    .executableTarget(
      name: "session-bench",
      dependencies: ["Pipeline", "OpportunityMap", "ProjectFile", "LayerIO"],
      path: "Benchmarks/session-bench", swiftSettings: strict),
    .executableTarget(
      name: "tile-bench",
      dependencies: [
        "Tiles", "Pipeline", "Tables", "ProjectFile", "LayerIO", "Geometry", "Workers",
      ],
      path: "Benchmarks/tile-bench", swiftSettings: strict),
    .executableTarget(
      name: "reader-fuzz",
      dependencies: ["Formats", "ProjectFile", "LayerIO", "Geometry", "Workers", "TestSupport"],
      path: "Fuzz", swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Geometry"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .target(
      name: "MapSupport",
      dependencies: ["OpportunityMap", "ProjectFile", "LayerStack", "LayerIO", "Geometry"],
      path: "Tests/MapSupport", swiftSettings: strict),
    tests(of: "Workers"),
    tests(of: "Geometry", ["Workers", "CGEOS"]),
    tests(of: "LayerIO", ["Formats", "Geometry", "Workers"]),
    tests(of: "LayerStack", ["Geometry", "Workers", "CGEOS"]),
    tests(of: "Formats", ["LayerIO", "Geometry", "Workers"]),
    tests(of: "Tiles", ["LayerIO", "Geometry", "Workers", "CGEOS"]),
    tests(of: "ProjectFile", ["Workers"]),
    tests(
      of: "OpportunityMap",
      ["MapSupport", "ProjectFile", "LayerStack", "LayerIO", "Geometry", "Workers"]),
    tests(
      of: "ProjectBundling",
      [
        "MapSupport", "OpportunityMap", "ProjectFile", "LayerStack", "LayerIO", "Geometry",
        "Solver", "Workers",
      ]),
    tests(of: "Solver", ["Workers"]),
    tests(of: "Buildings", ["OpportunityMap", "ProjectFile", "LayerIO", "Geometry", "Workers"]),
    tests(of: "Tables", ["OpportunityMap", "LayerIO", "Geometry"]),
    tests(of: "Report", ["Tables", "ProjectBundling", "LayerIO", "Geometry", "Workers"]),
    tests(of: "Residents", ["LayerIO", "Tables"]),
    tests(of: "Publishing", ["Tables", "Formats", "LayerIO"]),
    tests(
      of: "Pipeline",
      [
        "Publishing", "Residents", "Report", "Tables", "Formats", "ProjectBundling",
        "ProjectFile", "OpportunityMap", "LayerStack", "Geometry", "LayerIO", "Workers",
        "ask-a-city",
      ]),
    tests(
      of: "MissedWindows",
      [
        "Pipeline", "Tables", "ProjectBundling", "ProjectFile", "OpportunityMap", "LayerIO",
        "Geometry", "Workers",
      ]),
    tests(
      of: "Sharing",
      [
        "Pipeline", "Tables", "OpportunityMap", "ProjectFile", "LayerIO", "Geometry", "Workers",
      ]),
    tests(
      of: "Workbench",
      [
        "Pipeline", "Tables", "Tiles", "Formats", "ProjectBundling", "OpportunityMap",
        "ProjectFile", "LayerIO", "Geometry", "Workers",
      ]),
    tests(of: "kansenkaart"),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

// The web service brings a web server, which takes longer to build than the rest needs to be seen
// for the first time: it is there where it is asked for, by `tools/serve`.
if Context.environment["KANSENKAART_WORKBENCH"] != nil {
  package.dependencies += [
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
  ]
  package.products.append(
    .executable(name: "kansenkaart-workbench", targets: ["kansenkaart-workbench"]))
  package.targets.append(
    .executableTarget(
      name: "kansenkaart-workbench",
      dependencies: [
        "Workbench", "Pipeline", "Tables", "Workers", arguments, log,
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
      ],
      swiftSettings: strict))
}
