import Compute

extension Embedded {
  /// What the head begins with.
  public enum HeadStart: String, Sendable, Codable {
    /// What it has: random numbers, where the parameters were drawn anew.
    case random
    /// The sources' heads side by side, divided by the number of leads.
    case share
  }

  /// Copies the weights of one-lead networks into this network's parameters: one source for all leads, or one a lead.
  ///
  /// With a shared head and the same signal in every lead the network then says what its one source says. Cross-channel
  /// layers stay as they are.
  public func carry(_ sources: [Parameters], into target: Parameters, head start: HeadStart = .share) {
    demand(
      sources.count == 1 || sources.count == leads,
      "a network of \(leads) leads takes 1 or \(leads) sources, got \(sources.count)")
    guard let head = source.stages.compactMap(\.head).last else { return }
    let (weight, bias) = ("\(head.name).weight", "\(head.name).bias")
    for lead in 0..<leads {
      let parameters = sources[lead % sources.count]
      for spec in parameters.specs where spec.name != weight && spec.name != bias {
        target["leads.\(lead).\(spec.name)"] = parameters[spec.name]
      }
    }
    guard start == .share else { return }
    let heads = (0..<leads).map { sources[$0 % sources.count] }
    target[weight] = shared(heads.map { $0[weight] }, width: head.inputs)
    if head.hasBias { target[bias] = mean(heads.map { $0[bias] }) }
  }

  /// Row by row the heads of all leads side by side, divided by the number of leads.
  private func shared(_ heads: [Tensor], width: Int) -> Tensor {
    let share = 1 / Float(leads)
    let rows = heads[0].elements.count / width
    let elements = (0..<rows).flatMap { row in
      heads.flatMap { head in head.elements[(row * width)..<((row + 1) * width)].map { $0 * share } }
    }
    return Tensor([rows, leads * width], elements)
  }

  private func mean(_ tensors: [Tensor]) -> Tensor {
    let elements = tensors[0].elements.indices.map { index in
      Float(tensors.reduce(0) { $0 + Double($1.elements[index]) } / Double(tensors.count))
    }
    return Tensor(tensors[0].shape, elements)
  }
}
