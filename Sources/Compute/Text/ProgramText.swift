extension Program: CustomStringConvertible {
  /// What is run, stage by stage: for each instruction its layer, operation, values, FLOPs and bytes made an example.
  public var description: String {
    var rows = [["stage", "layer", "operation", "takes", "makes", "FLOPs", "bytes", "lies"]]
    for instruction in preparation.flatMap({ $0 }) { rows.append(row("weights", instruction)) }
    for (number, stage) in stages.enumerated() {
      for instruction in stage.solo.flatMap({ $0 }) { rows.append(row("\(number) batch", instruction)) }
      for instruction in stage.stretch { rows.append(row("\(number)", instruction)) }
      if !stage.sums.isEmpty {
        let floats = stage.sums.reduce(0) { $0 + $1.count }
        rows.append(["\(number) sums", "", "add lanes", "", "", "", grouped(4 * floats), "combined"])
      }
    }
    let summary = """
      \(stages.count) stages, shards of \(shard), up to \(lanes) lanes; \(grouped(work)) FLOPs an example
      memory: \(grouped(4 * placement.localSize)) bytes a worker, \(grouped(4 * placement.sharedSize)) an example, \
      \(grouped(4 * (placement.batchSize + lanes * placement.reducedSize))) for the batch, \(grouped(4 * scratch)) of scratch
      """
    return aligned(rows, right: [5, 6]) + "\n" + summary
  }

  private func row(_ stage: String, _ instruction: Instruction) -> [String] {
    [
      stage, instruction.layer, instruction.name, instruction.inputs.joined(separator: ", "),
      instruction.outputs.joined(separator: ", "), grouped(instruction.work), grouped(instruction.bytes),
      instruction.area,
    ]
  }
}
