import Interchange

#if HDF5
  import CHDF5
  import Synchronization
#endif

/// The few calls of libhdf5 that reading a dataset takes, one at a time: the library is not safe for several threads.
enum HDF5File {
  #if HDF5
    static let isBuiltIn = true

    private static let lock = Mutex(())

    /// Finds the first dataset of the names, and its shape.
    static func shape(_ path: String, of names: [String]) throws(WaveformError) -> (name: String, shape: [Int]) {
      try lock.withLock { _ throws(WaveformError) in
        H5Eset_auto2(ek_h5_error_default(), nil, nil)
        let file = try open(path)
        defer { H5Fclose(file) }
        for name in names {
          let dataset = H5Dopen2(file, name, ek_h5_default())
          guard dataset >= 0 else { continue }
          defer { H5Dclose(dataset) }
          return (name, try extents(dataset, path, name))
        }
        throw WaveformError(
          file: path, field: "dataset", expected: names.joined(separator: " "),
          message: "the file has no signals under these names")
      }
    }

    /// Reads a block of a dataset as numbers of double precision, the last axis varying fastest.
    static func read(_ path: String, _ name: String, _ ranges: [Range<Int>]) throws(WaveformError) -> [Double] {
      try lock.withLock { _ throws(WaveformError) in
        H5Eset_auto2(ek_h5_error_default(), nil, nil)
        let file = try open(path)
        defer { H5Fclose(file) }
        let dataset = H5Dopen2(file, name, ek_h5_default())
        guard dataset >= 0 else { throw damaged(path, name) }
        defer { H5Dclose(dataset) }
        let shape = try extents(dataset, path, name)
        guard shape.count == ranges.count, zip(shape, ranges).allSatisfy({ $1.upperBound <= $0 }) else {
          throw damaged(path, name)
        }
        let space = H5Dget_space(dataset)
        guard space >= 0 else { throw damaged(path, name) }
        defer { H5Sclose(space) }
        let start = ranges.map { hsize_t($0.lowerBound) }
        let count = ranges.map { hsize_t($0.count) }
        let memory = H5Screate_simple(Int32(count.count), count, nil)
        defer { H5Sclose(memory) }
        guard memory >= 0, H5Sselect_hyperslab(space, H5S_SELECT_SET, start, nil, count, nil) >= 0 else {
          throw damaged(path, name)
        }
        var numbers = [Double](repeating: .nan, count: ranges.reduce(1) { $0 * $1.count })
        let status = numbers.withUnsafeMutableBufferPointer {
          H5Dread(dataset, ek_h5_native_double(), memory, space, ek_h5_default(), $0.baseAddress)
        }
        guard status >= 0 else { throw damaged(path, name) }
        return numbers
      }
    }

    private static func open(_ path: String) throws(WaveformError) -> hid_t {
      guard FileAccess.kind(path) == .file else { throw FileAccess.unreadable(path) }
      let file = H5Fopen(path, ek_h5_read_only(), ek_h5_default())
      guard file >= 0 else { throw WaveformError(file: path, message: "this is no HDF5 file") }
      return file
    }

    private static func extents(_ dataset: hid_t, _ path: String, _ name: String) throws(WaveformError) -> [Int] {
      let space = H5Dget_space(dataset)
      guard space >= 0 else { throw damaged(path, name) }
      defer { H5Sclose(space) }
      let rank = H5Sget_simple_extent_ndims(space)
      guard (1...3).contains(rank) else {
        throw WaveformError(
          file: path, field: name, found: "\(rank) axes", expected: "1…3", message: "the dataset is no recording")
      }
      var axes = [hsize_t](repeating: 0, count: Int(rank))
      guard H5Sget_simple_extent_dims(space, &axes, nil) == rank, axes.allSatisfy({ $0 < 1 << 40 }) else {
        throw damaged(path, name)
      }
      return axes.map(Int.init)
    }

    private static func damaged(_ path: String, _ name: String) -> WaveformError {
      WaveformError(file: path, field: name, message: "the dataset cannot be read")
    }
  #else
    static let isBuiltIn = false

    /// Never comes to be called: without the trait no HDF5 file is opened.
    static func shape(_ path: String, of names: [String]) throws(WaveformError) -> (name: String, shape: [Int]) {
      throw WaveformError(file: path, field: "format", message: "HDF5 is not built in")
    }

    /// Never comes to be called, either.
    static func read(_ path: String, _ name: String, _ ranges: [Range<Int>]) throws(WaveformError) -> [Double] {
      throw WaveformError(file: path, field: "format", message: "HDF5 is not built in")
    }
  #endif
}
