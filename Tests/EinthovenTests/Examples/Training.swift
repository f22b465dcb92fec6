import Learning

func training() throws {
  var request = TrainingRequest(cohort: "synthetic,patients=60,seconds=4:1", network: "lead")
  request.leads = ["II"]
  request.labels = ["NORM", "AFIB"]
  request.plan.epochs = 2
  let result = try TrainingJob(request).run(in: RunFolder("runs/lead"))
  print(result.text)

  let card = try Checkpoint.card(reading: "runs/lead/model.safetensors")
  print(card.labels.map(\.code), card.leads, card.rate)
}
