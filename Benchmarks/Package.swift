// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "kansenkaart", path: "..")],
  targets: [
    .executableTarget(
      name: "stack-bench",
      dependencies: [.product(name: "Kansenkaart", package: "kansenkaart")],
      swiftSettings: [.strictMemorySafety(), .treatAllWarnings(as: .error)])
  ],
  swiftLanguageModes: [.v6]
)
