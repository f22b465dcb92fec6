import CKernels
import Testing

/// Pooling kernels at every width, between guards: parts of the output, winners, masks, ties and NaN.
@Suite struct PoolingKernelTests {
  private static func check(
    _ rows: Int, _ window: Int, _ stride: Int, _ padding: Int, _ channels: Int, _ set: InstructionSet
  ) {
    let windows = Reference.windows(rows, window, stride, padding, false)
    var pool = ek_pooling()
    (pool.window, pool.stride, pool.before) = (Int32(window), Int32(stride), Int32(padding))
    (pool.rows_in, pool.rows_out, pool.channels) = (Int32(rows), Int32(windows.count), Int32(channels))
    let numbers = Hashed.uniform("x", rows * channels)
    let x = Guarded(numbers)
    let grid = Grid(rows, channels, numbers.map(Double.init))
    let place = "\(rows)×\(channels), \(window)/\(stride) p\(padding) on \(set)"
    let wanted = Reference.maxPool(grid, window, stride, padding)
    let (y, winner) = (Guarded(room: wanted.elements.count), Guarded(room: wanted.elements.count))
    winner.pointer.withMemoryRebound(to: Int32.self, capacity: winner.count) { won in
      // Two pieces, as two workers would.
      let middle = Int32(windows.count / 2)
      ek_max_pool(&pool, y.pointer, won, x.pointer, 0, middle, Int32(windows.count))
      ek_max_pool(&pool, y.pointer, won, x.pointer, 0, 0, middle)
      for t in windows.indices {
        for c in 0..<channels {
          let row = t * stride - padding + Int(won[t * channels + c])
          #expect(
            windows[t].contains(row) && (0..<rows).contains(row) && grid[row, c] == wanted[t, c], "winner, \(place)")
        }
      }
      #expect(y.numbers.map(Double.init) == wanted.elements, "max, \(place)")
      let rectified = Guarded(room: y.count)
      ek_max_pool(&pool, rectified.pointer, nil, x.pointer, 1, 0, Int32(windows.count))
      #expect(rectified.numbers.map(Double.init) == wanted.elements.map { max(0, $0) }, "max and ReLU, \(place)")

      let gradient = Hashed.uniform("dy", y.count)
      let (dy, dx) = (Guarded(gradient), Guarded(room: x.count))
      ek_max_pool_gradient(&pool, dx.pointer, dy.pointer, won)
      var winnings = [Double](repeating: 0, count: x.count)
      for t in windows.indices {
        for c in 0..<channels {
          let row = t * stride - padding + Int(won[t * channels + c])
          winnings[row * channels + c] += Double(gradient[t * channels + c])
        }
      }
      #expect(distance(dx.numbers, from: winnings) < 1e-6, "gradient of max, \(place)")
      for countsPadding in [false, true] {
        let mean = Reference.averagePool(grid, window, stride, padding, countsPadding: countsPadding)
        ek_average_pool(&pool, rectified.pointer, x.pointer, countsPadding ? 1 : 0)
        #expect(distance(rectified.numbers, from: mean.elements) < 1e-6, "mean, \(place)")
        ek_average_pool_gradient(&pool, dx.pointer, dy.pointer, countsPadding ? 1 : 0)
        var back = [Double](repeating: 0, count: x.count)
        for t in windows.indices {
          let inside = windows[t].clamped(to: 0..<rows)
          for row in inside {
            for c in 0..<channels {
              back[row * channels + c] +=
                Double(gradient[t * channels + c]) / Double(countsPadding ? window : inside.count)
            }
          }
        }
        #expect(distance(dx.numbers, from: back) < 1e-6, "gradient of mean, \(place)")
      }
      #expect([dy, dx, rectified].allSatisfy { $0.isIntact }, "a buffer was left, \(place)")
    }
    #expect([x, y, winner].allSatisfy { $0.isIntact }, "a buffer was left, \(place)")
  }

  @Test func atEveryWidth() async {
    await #expect(processExitsWith: .success) {
      InstructionSet.forEach { set in
        for channels in edges(Int(ek_lanes())) {
          for (rows, window, stride, padding) in [
            (1, 1, 1, 0), (5, 5, 1, 0), (7, 2, 2, 0), (9, 3, 2, 1), (8, 2, 5, 0), (6, 4, 1, 2), (2, 3, 2, 1),
          ] {
            PoolingKernelTests.check(rows, window, stride, padding, channels, set)
          }
        }
      }
    }
  }

  @Test func theFirstOfEqualsWinsAndNaNWinsOverAll() async {
    await #expect(processExitsWith: .success) {
      InstructionSet.forEach { set in
        var pool = ek_pooling()
        (pool.window, pool.stride, pool.rows_in, pool.rows_out, pool.channels) = (4, 4, 4, 1, 1)
        var (y, winner): ([Float], [Int32]) = ([0], [9])
        for (x, place) in [([1, 3, 3, 2], 1), ([-.infinity, -.infinity, -.infinity, -.infinity], 0)]
          as [([Float], Int32)]
        {
          ek_max_pool(&pool, &y, &winner, x, 0, 0, 1)
          #expect(winner == [place] && y == [x[Int(place)]], "\(x) on \(set)")
        }
        for place in 0..<4 {
          var x: [Float] = [5, 1, 7, 2]
          x[place] = .nan
          ek_max_pool(&pool, &y, &winner, x, 0, 0, 1)
          #expect(y[0].isNaN, "NaN at \(place) on \(set)")
          #expect(winner == [Int32(place)], "NaN at \(place) on \(set)")
        }
      }
    }
  }
}
