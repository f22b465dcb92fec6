import Networks

func lookingAtNetworks() {
  let one = Architecture(Lead(outputs: 4))
  print(one.summary.stageTable)

  let twelve = Architecture(Embedded(of: Lead(outputs: 4), leads: 12))
  print(twelve.parameterCount, "weights in", twelve.leads, "leads, for", one.parameterCount, "in one")
}
