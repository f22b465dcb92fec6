/// The cases of one kind of operation.
enum CaseFamily: String, CaseIterable, Sendable, Codable {
  case convolutions, fusions, linears, lstms, poolings, batchNorms, activations, arithmetics, arrangements, dropouts,
    losses, penalties, networks

  var cases: [Case] {
    switch self {
    case .convolutions: Case.convolutions
    case .fusions: Case.fusions
    case .linears: Case.linears
    case .lstms: Case.lstms
    case .poolings: Case.poolings
    case .batchNorms: Case.batchNorms
    case .activations: Case.activations
    case .arithmetics: Case.arithmetics
    case .arrangements: Case.arrangements
    case .dropouts: Case.dropouts
    case .losses: Case.losses
    case .penalties: Case.penalties
    case .networks: Case.networks
    }
  }
}
