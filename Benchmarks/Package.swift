// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "EinthovenBenchmarks",
  dependencies: [.package(name: "Einthoven", path: "..")],
  targets: [
    .executableTarget(
      name: "einthoven-bench",
      dependencies: [
        .product(name: "Cohorts", package: "Einthoven"), .product(name: "Compute", package: "Einthoven"),
        .product(name: "Learning", package: "Einthoven"), .product(name: "Networks", package: "Einthoven"),
        .product(name: "Speed", package: "Einthoven"),
      ],
      path: "Sources/EinthovenBench")
  ]
)
