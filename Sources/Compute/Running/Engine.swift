import CKernels

/// Runs the stages of a program on its workers.
///
/// With examples enough, each worker takes lanes: shards of examples through the whole stretch. With fewer shards than
/// workers, all of them share each instruction's rows instead. Both give the same bits.
final class Engine: ParallelWork {
  private enum Task {
    case solo(group: Int)
    case lanes
    case sums
    case spread(instruction: Int)
  }

  /// Sums shorter than this are added up in one piece.
  private static let sumPiece = 8192
  /// Multiply-adds below which handing work to another thread costs more than it saves.
  private static let worthSharing = 60_000

  var reduced: [Block] = []
  var local: [Block] = []
  var scratch: [Block] = []
  private var frame: Frame?
  private var task = Task.lanes
  private var groups: [[Program.Instruction]] = []
  private var stage = Program.Stage(solo: [], stretch: [], sums: [])
  private var program: Program?
  private var workers: Workers?
  private var count = 0
  private var shard = 1
  private var shards = 1
  private var lanes = 1
  private var pieces = 1

  func begin(_ frame: Frame, _ program: Program, count: Int, workers: Workers) {
    self.frame = frame
    self.program = program
    self.workers = workers
    self.count = count
    // A small batch is cut in two at least; nothing here may depend on the number of workers.
    shard = max(1, min(program.shard, (count + 1) / 2))
    shards = max(1, (count + shard - 1) / shard)
    lanes = min(shards, program.lanes)
  }

  func end() {
    frame = nil
    workers = nil
  }

  func run(stage number: Int) {
    guard let program, let workers else { return }
    stage = program.stages[number]
    solo(stage.solo)
    guard !stage.stretch.isEmpty else { return }
    if shards < workers.count {
      spread()
    } else {
      task = .lanes
      workers.run(lanes, self)
    }
    guard lanes > 1, !stage.sums.isEmpty else { return }
    task = .sums
    workers.run(stage.sums.count, self)
  }

  func solo(_ groups: [[Program.Instruction]]) {
    guard let workers else { return }
    self.groups = groups
    for group in groups.indices {
      task = .solo(group: group)
      workers.run(groups[group].count, self)
    }
  }

  override func perform(part: Int, worker: Int) {
    switch task {
    case .solo(let group): performSolo(groups[group][part], worker)
    case .lanes: performLane(part, worker)
    case .sums: combine(stage.sums[part])
    case .spread(let instruction): performPiece(stage.stretch[instruction], part, worker)
    }
  }

  private func performSolo(_ instruction: Program.Instruction, _ worker: Int) {
    guard var frame else { return }
    frame.scratch = scratch[worker].base
    instruction.kernel.run(frame, 0..<instruction.kernel.parts)
  }

  /// The examples of shard `index`.
  private func examples(of index: Int) -> Range<Int> { (count * index / shards)..<(count * (index + 1) / shards) }

  private func performLane(_ lane: Int, _ worker: Int) {
    guard var frame else { return }
    frame.local = local[worker].base
    frame.scratch = scratch[worker].base
    frame.reduced = reduced[lane].base
    for index in (shards * lane / lanes)..<(shards * (lane + 1) / lanes) {
      let examples = examples(of: index)
      frame.start = examples.lowerBound
      frame.count = examples.count
      stage.stretch.withUnsafeBufferPointer { stretch in
        for position in stretch.indices {
          stretch[position].clearHalos(frame)
          stretch[position].kernel.run(frame, 0..<stretch[position].kernel.parts)
        }
      }
      frame.accumulates = true
    }
  }

  private func combine(_ sum: Program.Sum) {
    let into = reduced[0].base + sum.offset
    for lane in 1..<lanes {
      let from = reduced[lane].base + sum.offset
      if let combine = sum.combine { combine(into, from, sum.count) } else { ek_add(into, into, from, sum.count) }
    }
  }

  /// Fewer shards than workers: they run one after the other, all workers on each. Lanes keep their own sums.
  private func spread() {
    guard let workers, var shared = frame else { return }
    for lane in 0..<lanes {
      shared.reduced = reduced[lane].base
      shared.accumulates = false
      for index in (shards * lane / lanes)..<(shards * (lane + 1) / lanes) {
        let examples = examples(of: index)
        shared.start = examples.lowerBound
        shared.count = examples.count
        frame = shared
        for position in stage.stretch.indices {
          stage.stretch[position].clearHalos(shared)
          let kernel = stage.stretch[position].kernel
          let isWorth = stage.stretch[position].work * examples.count >= Engine.worthSharing
          pieces = isWorth ? min(workers.count, kernel.parts) : 1
          if pieces <= 1 {
            shared.scratch = scratch[0].base
            kernel.run(shared, 0..<kernel.parts)
          } else {
            task = .spread(instruction: position)
            workers.run(pieces, self)
          }
        }
        shared.accumulates = true
      }
    }
    shared.accumulates = false
    shared.reduced = reduced[0].base
    frame = shared
  }

  private func performPiece(_ instruction: Program.Instruction, _ part: Int, _ worker: Int) {
    guard var frame else { return }
    frame.scratch = scratch[worker].base
    let parts = instruction.kernel.parts
    instruction.kernel.run(frame, (parts * part / pieces)..<(parts * (part + 1) / pieces))
  }
}

extension Program.Instruction {
  /// Writes the zeros around what is about to be made.
  @inline(__always)
  func clearHalos(_ frame: borrowing Frame) {
    for halo in halos {
      let first = frame[halo.operand]
      for example in 0..<frame.count {
        let start = first + example * halo.operand.stride
        (start - halo.before).update(repeating: 0, count: halo.before)
        (start + halo.count).update(repeating: 0, count: halo.after)
      }
    }
  }
}
