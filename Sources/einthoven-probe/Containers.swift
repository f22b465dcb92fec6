import Interchange

/// Reads and writes files of tensors and events for peers to compare: Scripts/checks/safetensors.py, events.py.
enum Containers {
  /// Says of each file whether it is read, and what is wrong otherwise.
  static func check(_ paths: [String]) -> Int32 {
    for path in paths {
      do throws(FileError) {
        let file = try SafetensorsFile(reading: path)
        for tensor in file.tensors { _ = try file.bytes(tensor.name) }
        print("\(path)\tread")
      } catch {
        print("\(path)\t\(error.message)")
      }
    }
    return 0
  }

  /// Reads a file of tensors and writes it anew; plain numbers go the way of the trainer's.
  static func rewrite(_ path: String, _ target: String) -> Int32 {
    do throws(FileError) {
      let file = try SafetensorsFile(reading: path)
      var tensors: [SafetensorsTensor] = []
      for tensor in file.tensors {
        switch tensor.type {
        case .single:
          tensors.append(SafetensorsTensor(tensor.name, shape: tensor.shape, floats: try file.floats(tensor.name)))
        case .int64:
          let numbers = try file.integers(tensor.name).map(Int64.init)
          tensors.append(SafetensorsTensor(tensor.name, shape: tensor.shape, .integers(numbers)))
        default:
          let bytes = try file.bytes(tensor.name)
          tensors.append(SafetensorsTensor(tensor.name, shape: tensor.shape, .bytes(bytes, tensor.type)))
        }
      }
      try SafetensorsWriter.write(tensors, metadata: file.metadata, to: target)
      return 0
    } catch {
      print("\(error)")
      return 1
    }
  }

  /// Writes a thousand steps of two tags, breaking off twice and going on from an earlier length.
  static func events(_ path: String) -> Int32 {
    do throws(FileError) {
      var file = try EventFile(creating: path, time: 1_000_000)
      var length = file.length
      for step in 1...1000 {
        if step == 400 || step == 800 {
          for lost in 0..<50 { try file.add([("lost", Float(lost))], step: step + lost, time: 0) }
          try file.synchronise()
          file = try EventFile(continuing: path, at: length)
        }
        let loss = 1 / Float(step)
        try file.add([("train/loss", loss), ("valid/F1 µ", 1 - loss)], step: step, time: 1_000_000 + Double(step) / 4)
        length = file.length
      }
      return 0
    } catch {
      print("\(error)")
      return 1
    }
  }
}
