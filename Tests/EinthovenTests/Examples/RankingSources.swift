import Learning
import Transfer

func rankingSources() throws {
  var target = TrainingRequest(cohort: "csv:mine/index.csv", network: "lead")
  target.labels = ["NORM", "PVC"]
  target.leads = ["II"]
  let result = try RankingJob(["lead.safetensors", "other.safetensors"], on: target).run()
  print(result.text())
}
