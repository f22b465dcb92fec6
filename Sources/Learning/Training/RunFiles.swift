import Compute
import Interchange

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes what a training leaves behind while it runs; without a folder, nothing.
final class RunFiles {
  private let folder: RunFolder?
  private let card: Card
  private let log: AppendedFile?
  private var events: EventFile?
  private var saved = ContinuousClock.now

  /// Opens the files, and cuts off what a killed run wrote beyond its last state.
  init(_ folder: RunFolder?, card: Card, _ progress: TrainingProgress) throws(FileError) {
    self.folder = folder
    self.card = card
    if let folder {
      log = try AppendedFile(folder.log, length: progress.logBytes)
      AtomicFile.removeLeftovers(in: folder.path)
      events =
        progress.eventBytes == 0
        ? try EventFile(creating: folder.events, time: Self.now)
        : try EventFile(continuing: folder.events, at: progress.eventBytes)
    } else {
      (log, events) = (nil, nil)
    }
  }

  /// Writes down an epoch, the weights that it asks to keep, and the state after it unless the last one is young.
  func close(_ record: EpochRecord, _ trainer: Trainer) throws(FileError) {
    guard let folder else { return }
    if record.isBest { try checkpoint(trainer, record.epoch).write(to: folder.best) }
    if let every = trainer.plan.keepEvery, record.epoch % every == 0 {
      try checkpoint(trainer, record.epoch).write(to: folder.kept(epoch: record.epoch))
    }
    try log?.append(try JSONFile.bytes(of: record, file: folder.log, pretty: false) + [10])
    var values: [(tag: String, value: Float)] = [("loss/train", Float(record.loss)), ("rate", record.rate)]
    values += record.validation.sorted { $0.key < $1.key }.map { ("validation/\($0.key)", Float($0.value)) }
    try events?.add(values, step: record.epoch, time: Self.now)
    let isFinished = trainer.progress.isFinished
    if isFinished { try checkpoint(trainer, record.epoch).write(to: folder.last) }
    if isFinished || saved.duration(to: .now) >= trainer.rest { try save(trainer) }
  }

  /// Writes the state if the last one is some time old.
  func saveWhenDue(_ trainer: Trainer) throws(FileError) {
    if folder != nil, saved.duration(to: .now) > trainer.pause { try save(trainer) }
  }

  /// Writes the state, after what it says of the other files is sure to last.
  func save(_ trainer: Trainer) throws(FileError) {
    guard let folder else { return }
    try log?.synchronise()
    try events?.synchronise()
    trainer.progress.logBytes = log?.length ?? 0
    trainer.progress.eventBytes = events?.length ?? 0
    try trainer.state.write(trainer.parameters, to: folder.state)
    saved = .now
  }

  /// Seconds since 1970.
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  private func checkpoint(_ trainer: Trainer, _ epoch: Int) -> Checkpoint {
    var card = card
    card.training?.epoch = epoch
    return Checkpoint(card: card, parameters: trainer.parameters)
  }
}
