import Dispatch

/// Work on many records by several threads, with results that do not depend on how many.
package enum Parallel {
  /// The number of threads to use when nobody says.
  package static var processors: Int { max(1, ProcessorCount.active) }

  /// Returns the results of `body` for 0..<count, in order; the error of the smallest number that failed is thrown.
  package static func map<Value: Sendable, Failure: Error>(
    _ count: Int, threads: Int?, _ body: @Sendable (Int) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(count)
    for result in outcomes(count, threads: threads, body) { values.append(try result.get()) }
    return values
  }

  /// Returns the results and errors of `body` for 0..<count, in order.
  package static func outcomes<Value: Sendable, Failure: Error>(
    _ count: Int, threads: Int?, _ body: @Sendable (Int) throws(Failure) -> Value
  ) -> [Result<Value, Failure>] {
    let workers = min(count, max(1, threads ?? processors))
    func outcome(_ index: Int) -> Result<Value, Failure> {
      do throws(Failure) { return .success(try body(index)) } catch { return .failure(error) }
    }
    guard workers > 1 else { return (0..<count).map(outcome) }
    return [Result<Value, Failure>](unsafeUninitializedCapacity: count) { buffer, initialized in
      // Each worker writes every `workers`-th place and no other.
      nonisolated(unsafe) let base = buffer.baseAddress
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        for index in stride(from: worker, to: count, by: workers) {
          let value: Result<Value, Failure>
          do throws(Failure) { value = .success(try body(index)) } catch { value = .failure(error) }
          base.map { ($0 + index).initialize(to: value) }
        }
      }
      initialized = count
    }
  }
}
