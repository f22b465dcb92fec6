import CKernels

/// An instruction set to be forced.
///
/// Which one is in use is known to the whole process, and tests run side by side: force one only within an exit test,
/// which has a process of its own.
enum InstructionSet: String, CaseIterable, Sendable, Codable {
  case portable, avx2, avx512

  var isa: ek_isa {
    switch self {
    case .portable: EK_PORTABLE
    case .avx2: EK_AVX2
    case .avx512: EK_AVX512
    }
  }

  /// Those that this machine has.
  static var available: [InstructionSet] { allCases.filter { ek_has_isa($0.isa) != 0 } }

  /// Calls `body` with each instruction set of this machine in use.
  static func forEach(_ body: (InstructionSet) throws -> Void) rethrows {
    for set in available {
      precondition(ek_force_isa(set.isa) != 0, "this machine says it has \(set), yet it cannot be forced")
      try body(set)
    }
  }
}
