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
    .library(name: "Waveforms", targets: ["Waveforms"])
  ],
  targets: [
    .target(name: "Interchange", swiftSettings: strict),
    .target(name: "Waveforms", dependencies: ["Interchange"], swiftSettings: strict),
    .executableTarget(name: "einthoven", dependencies: ["Interchange", "Waveforms"], swiftSettings: strict),
    .executableTarget(
      name: "einthoven-probe", dependencies: ["Interchange", "ReaderTrials", "Waveforms"], swiftSettings: strict),
    .target(name: "ReaderTrials", dependencies: ["Interchange", "Waveforms"], swiftSettings: strict),
    .testTarget(name: "InterchangeTests", dependencies: ["Interchange"], swiftSettings: strict),
    .testTarget(
      name: "WaveformsTests", dependencies: ["Interchange", "ReaderTrials", "Waveforms"],
      exclude: ["Fixtures"], swiftSettings: strict),
  ]
)
