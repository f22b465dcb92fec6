// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "Einthoven",
  products: [
    .library(name: "Waveforms", targets: ["Waveforms"]),
  ],
  targets: [
    .target(name: "Waveforms", swiftSettings: strict),
    .testTarget(name: "WaveformsTests", dependencies: ["Waveforms"], swiftSettings: strict),
  ]
)
