import Cohorts
import Dispatch

/// Rows made ahead of time by a thread of their own, so that reading and drawing go on while the network computes.
///
/// What a batch holds depends on its request alone, never on when it is made.
final class BatchFeed: @unchecked Sendable {
  /// What one batch is made of.
  struct Request: Sendable {
    /// Places in the cohort.
    let examples: [Int]
    /// The seed and epoch of what is drawn; nothing when evaluating.
    let chance: (seed: UInt64, epoch: Int)?
  }

  /// One batch: rows of numbers, and whose they are.
  final class Rows {
    /// The place in the cohort of each row's example.
    fileprivate(set) var examples: [Int] = []
    /// The numbers, (row, time, lead).
    fileprivate(set) var values: [Float] = []
    /// Which leads there are, (row, lead).
    fileprivate(set) var presence: [Float] = []
    fileprivate var error: RecipeError?

    /// The number of rows.
    var count: Int { examples.count }
  }

  private let prepared: any WindowSource
  private let request: @Sendable (Int) -> Request?
  private let shape: WindowShape
  private let slots: [Rows]
  private let free = DispatchSemaphore(value: 0)
  private let full = DispatchSemaphore(value: 0)
  private var taken = 0
  private var isHeld = false
  // Written by the consumer, read by the maker after it was woken.
  private var isCancelled = false

  /// Begins to make batches; `request` names the n-th, and nothing after the last.
  init(
    _ prepared: any WindowSource, shape: WindowShape, depth: Int = 3, request: @escaping @Sendable (Int) -> Request?
  ) {
    self.prepared = prepared
    self.request = request
    self.shape = shape
    slots = (0..<depth).map { _ in Rows() }
    // One that ends lower than it began may not be given up, so it begins at the bottom.
    for _ in 0..<depth { free.signal() }
    DispatchQueue(label: "batches").async { self.make() }
  }

  /// Returns the next batch, which is valid until the next call; nothing after the last.
  func next() throws(RecipeError) -> Rows? {
    if isHeld {
      isHeld = false
      free.signal()
    }
    full.wait()
    let slot = slots[taken % slots.count]
    if let error = slot.error { throw error }
    if slot.count == 0 { return nil }
    taken += 1
    isHeld = true
    return slot
  }

  /// Lets the maker end.
  func cancel() {
    isCancelled = true
    free.signal()
    free.signal()
  }

  private func make() {
    var number = 0
    while true {
      free.wait()
      if isCancelled { return }
      let slot = slots[number % slots.count]
      slot.examples.removeAll(keepingCapacity: true)
      slot.values.removeAll(keepingCapacity: true)
      slot.presence.removeAll(keepingCapacity: true)
      slot.error = nil
      let request = request(number)
      if let request {
        do throws(RecipeError) { try fill(slot, request) } catch { slot.error = error }
      }
      full.signal()
      if request == nil || slot.error != nil { return }
      number += 1
    }
  }

  private func fill(_ slot: Rows, _ request: Request) throws(RecipeError) {
    for index in request.examples {
      let windows = try prepared.windows(of: index, seed: request.chance?.seed, epoch: request.chance?.epoch ?? 0)
      try shape.check(windows, of: prepared.cohort.examples[index].id)
      for _ in 0..<windows.count { slot.examples.append(index) }
      slot.values.append(contentsOf: windows.values)
      slot.presence.append(contentsOf: windows.presence)
    }
  }
}

/// What all windows of a network must be like.
public struct WindowShape: Sendable, Equatable {
  /// Samples a window.
  public let times: Int
  /// The leads, in order.
  public let leads: [String]
  /// Samples a second.
  public let rate: Double

  /// Creates a shape.
  public init(times: Int, leads: [String], rate: Double) {
    self.times = times
    self.leads = leads
    self.rate = rate
  }

  /// Finds out what a recipe makes of the first example of a cohort.
  public init(of prepared: any WindowSource, at index: Int) throws(RecipeError) {
    let windows = try prepared.windows(of: index)
    self.init(times: windows.times, leads: windows.leads, rate: windows.rate)
  }

  /// Numbers a window.
  public var size: Int { times * leads.count }

  /// Throws when windows are of another shape, or hold a missing sample.
  func check(_ windows: Windows, of record: String) throws(RecipeError) {
    // One lead under another name is taken for what it is; the order of several means something.
    let isAlike = windows.leads == leads || (windows.leads.count == 1 && leads.count == 1)
    guard isAlike, windows.times == times, windows.rate == rate else {
      throw .step(
        record: record, step: "end",
        message: "\(windows.times) samples of \(windows.leads.joined(separator: " ")) at \(windows.rate) Hz, the "
          + "network takes \(times) of \(leads.joined(separator: " ")) at \(rate) Hz")
    }
    if windows.hasMissing {
      throw .step(
        record: record, step: "end",
        message: "samples are missing: end the recipe with a step that fills them, such as fill with 0")
    }
  }
}
