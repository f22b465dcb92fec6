import Einthoven

func carryingOver() throws {
  var request = TransferRequest(.embed, of: "lead.safetensors", to: "csv:mine/index.csv")
  request.training.labels = ["NORM", "PVC"]
  request.training.leads = ["I", "II", "V1", "V5"]  // a copy of the network for each
  request.training.plan.epochs = 20
  request.pullL1 = 1e-3  // a weight with no reason to move stays where it was

  let job = try request.job()
  print(job.start.lineage[0].method)
  let result = try job.run(in: RunFolder("runs/mine"))
  print(result.text)

  let model = try Model(reading: "runs/mine/model.safetensors")
  print(try model.answer(Recording(reading: "mine/0001")).text)
}
