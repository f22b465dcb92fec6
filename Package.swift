// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

// A debug build's kernels are as fast as a release build's: an unoptimised convolution helps nobody to find a fault.
let fast: [CSetting] = [
  .unsafeFlags(["-O3"]),
  .treatAllWarnings(as: .error),
]

// References are plain loops over Float64: unoptimised they would take minutes.
let quick: [SwiftSetting] = [.unsafeFlags(["-O"])]

let package = Package(
  name: "Einthoven",
  products: [
    .executable(name: "einthoven", targets: ["Program"]),
    .library(name: "Einthoven", targets: ["Einthoven"]),
    .library(name: "Compute", targets: ["Compute"]),
    .library(name: "Networks", targets: ["Networks"]),
    .library(name: "Waveforms", targets: ["Waveforms"]),
    .library(name: "Cohorts", targets: ["Cohorts"]),
    .library(name: "Learning", targets: ["Learning"]),
    .library(name: "Transfer", targets: ["Transfer"]),
    .library(name: "Leakage", targets: ["Leakage"]),
    .library(name: "Speed", targets: ["Speed"]),
    .library(name: "Studies", targets: ["Studies"]),
    .library(name: "Charts", targets: ["Charts"]),
  ],
  traits: [
    .trait(name: "FLAC", description: "Reads WFDB signals compressed by FLAC, with the system's libFLAC."),
    .trait(name: "HDF5", description: "Reads HDF5 files, with the system's libhdf5."),
  ],
  targets: [
    .target(name: "CKernels", cSettings: fast),
    .target(name: "Compute", dependencies: ["CKernels"], swiftSettings: strict),
    .target(name: "Networks", dependencies: ["Compute", "Interchange"], swiftSettings: strict),
    .target(name: "Interchange", swiftSettings: strict),
    .target(name: "CommandLineKit", swiftSettings: strict),
    .target(name: "Charts", swiftSettings: strict),
    .target(
      name: "Waveforms",
      dependencies: [
        "CKernels", "Interchange",
        .target(name: "CFLAC", condition: .when(traits: ["FLAC"])),
        .target(name: "CHDF5", condition: .when(traits: ["HDF5"])),
      ], swiftSettings: strict),
    .systemLibrary(name: "CFLAC", pkgConfig: "flac", providers: [.apt(["libflac-dev"]), .brew(["flac"])]),
    .systemLibrary(name: "CHDF5", pkgConfig: "hdf5", providers: [.apt(["libhdf5-dev"]), .brew(["hdf5"])]),
    .target(name: "Cohorts", dependencies: ["Interchange", "Waveforms"], swiftSettings: strict),
    .target(
      name: "ReaderTrials", dependencies: ["Cohorts", "Interchange", "Learning", "Networks", "Waveforms"],
      swiftSettings: strict),
    .target(
      name: "Learning", dependencies: ["Compute", "Networks", "Cohorts", "Waveforms", "Interchange"],
      swiftSettings: strict),
    .target(
      name: "Transfer", dependencies: ["Compute", "Networks", "Learning", "Cohorts", "Waveforms", "Interchange"],
      swiftSettings: strict),
    .target(
      name: "Speed", dependencies: ["Compute", "Networks", "Learning", "Cohorts", "Waveforms", "Interchange"],
      swiftSettings: strict),
    .target(
      name: "Leakage",
      dependencies: ["CKernels", "Charts", "Compute", "Networks", "Learning", "Cohorts", "Waveforms", "Interchange"],
      swiftSettings: strict),
    .target(
      name: "Studies",
      dependencies: [
        "Charts", "Cohorts", "Compute", "Interchange", "Leakage", "Learning", "Networks", "Transfer", "Waveforms",
      ],
      swiftSettings: strict),
    .target(
      name: "Einthoven",
      dependencies: [
        "Cohorts", "Compute", "Interchange", "Leakage", "Learning", "Networks", "Transfer", "Waveforms",
      ],
      swiftSettings: strict),
    // Its product is `einthoven`: a module of that name and the library would be one file where case does not count.
    .executableTarget(
      name: "Program",
      dependencies: [
        "Charts", "Cohorts", "CommandLineKit", "Compute", "Interchange", "Leakage", "Learning", "Networks", "Speed",
        "Studies", "Transfer", "Waveforms",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "einthoven-probe",
      dependencies: [
        "Cohorts", "Compute", "Interchange", "Leakage", "Learning", "Networks", "ReaderTrials", "Transfer", "Waveforms",
      ],
      swiftSettings: strict),

    .testTarget(
      name: "ComputeTests", dependencies: ["Compute", "CKernels"], exclude: ["Goldens"],
      swiftSettings: strict + quick),
    .testTarget(
      name: "NetworksTests", dependencies: ["Networks", "Compute", "Interchange"], exclude: ["Goldens"],
      swiftSettings: strict),
    .testTarget(
      name: "InterchangeTests", dependencies: ["Interchange", "GoldenFiles"], exclude: ["Fixtures"],
      swiftSettings: strict),
    .target(name: "GoldenFiles", path: "Tests/GoldenFiles", swiftSettings: strict),
    .testTarget(
      name: "CommandLineKitTests", dependencies: ["CommandLineKit", "GoldenFiles"], exclude: ["Goldens"],
      swiftSettings: strict),
    .testTarget(
      name: "ChartsTests", dependencies: ["Charts", "GoldenFiles"], exclude: ["Goldens"], swiftSettings: strict),
    .testTarget(
      name: "ProgramTests",
      dependencies: ["Program", "Cohorts", "CommandLineKit", "GoldenFiles", "Interchange", "Learning", "Studies"],
      exclude: ["Goldens"], swiftSettings: strict),
    .testTarget(
      name: "WaveformsTests", dependencies: ["Interchange", "ReaderTrials", "Waveforms"],
      exclude: ["Fixtures", "TraitFixtures"], swiftSettings: strict),
    .testTarget(
      name: "CohortsTests", dependencies: ["Cohorts", "Interchange", "ReaderTrials", "Waveforms"],
      swiftSettings: strict),
    .testTarget(
      name: "LearningTests",
      dependencies: [
        "Cohorts", "Compute", "GoldenFiles", "Interchange", "Learning", "Networks", "ReaderTrials", "Waveforms",
      ],
      exclude: ["Goldens"], swiftSettings: strict),
    .testTarget(
      name: "TransferTests",
      dependencies: ["Transfer", "Compute", "Networks", "Learning", "Cohorts", "Waveforms", "Interchange"],
      exclude: ["Goldens"], swiftSettings: strict),
    .testTarget(name: "SpeedTests", dependencies: ["Speed", "Compute", "Interchange"], swiftSettings: strict),
    .testTarget(
      name: "LeakageTests",
      dependencies: ["Leakage", "Charts", "Compute", "Networks", "Learning", "Cohorts", "Waveforms", "Interchange"],
      swiftSettings: strict),
    .testTarget(
      name: "StudiesTests",
      dependencies: [
        "Studies", "Charts", "Cohorts", "Compute", "GoldenFiles", "Interchange", "Leakage", "Learning", "Networks",
        "Transfer",
        "Waveforms",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "EinthovenTests",
      dependencies: [
        "Einthoven", "Charts", "Cohorts", "CommandLineKit", "Compute", "Interchange", "Leakage", "Learning", "Networks",
        "Speed", "Studies", "Transfer", "Waveforms",
      ],
      swiftSettings: strict),
  ]
)

// A release build of all tests takes minutes: EINTHOVEN_TESTS=ComputeTests leaves the other test targets out.
if let wanted = Context.environment["EINTHOVEN_TESTS"] {
  let names = wanted.split(separator: ",").map(String.init)
  package.targets.removeAll { $0.type == .test && !names.contains($0.name) }
}
