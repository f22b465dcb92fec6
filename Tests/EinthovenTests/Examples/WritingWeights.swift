import Interchange

func writingWeights() throws {
  let weight = SafetensorsTensor("head.weight", shape: [2, 3], floats: [1, 2, 3, 4, 5, 6])
  try SafetensorsWriter.write([weight], metadata: ["labels": "N,A"], to: "head.safetensors")
  let file = try SafetensorsFile(reading: "head.safetensors")
  print(file.tensors[0].shape, try file.floats("head.weight"))

  do throws(FileError) {
    _ = try NPYArray(path: "head.safetensors")
  } catch {
    print(error.file, error.message)
  }
}
