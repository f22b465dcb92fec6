import Einthoven

func predicting() throws {
  let model = try Model(reading: "lead.safetensors")
  let recording = try Recording(reading: "mine/0001")
  let answer = try model.answer(recording)
  print("\(recording.name): \(answer.labels.joined(separator: ", ")) in \(answer.windows) windows")
  for (label, probability) in answer.probabilities {
    print(label, probability)
  }
}
