// swift-tools-version: 6.2
import PackageDescription

func bench(_ name: String) -> Target {
  .executableTarget(
    name: name, dependencies: [.product(name: "Kansenkaart", package: "kansenkaart")],
    swiftSettings: [.strictMemorySafety(), .treatAllWarnings(as: .error)])
}

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "kansenkaart", path: "..")],
  targets: [bench("stack-bench"), bench("session-bench")],
  swiftLanguageModes: [.v6]
)
