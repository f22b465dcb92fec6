extension Vocabulary {
  /// The four classes of the 2017 challenge.
  public static let cinc2017 = Vocabulary(
    name: "CinC 2017", system: .cinc2017,
    terms: [
      Term("N", "normal rhythm", equivalents: [.snomed: ["426783006"], .scp: ["NORM", "SR"]]),
      Term("A", "atrial fibrillation", equivalents: [.snomed: ["164889003"], .scp: ["AFIB"]]),
      Term("O", "another rhythm"),
      Term("~", "too noisy to tell"),
    ])

  /// The diagnostic classes of the PTB database, by the reason for admission.
  public static let ptb = Vocabulary(
    name: "PTB diagnostic classes", system: .ptb,
    terms: [
      Term("HC", "healthy control", equivalents: [.scpSuperclass: ["NORM"]]),
      Term("MI", "myocardial infarction", equivalents: [.snomed: ["164865005"], .scpSuperclass: ["MI"]]),
      Term("CM", "cardiomyopathy or heart failure", equivalents: [.snomed: ["84114007"]]),
      Term("BBB", "bundle branch block", equivalents: [.snomed: ["6374002"]]),
      Term("DYS", "dysrhythmia", equivalents: [.snomed: ["698247007"]]),
      Term("HYP", "myocardial hypertrophy", equivalents: [.snomed: ["266249003"], .scpSuperclass: ["HYP"]]),
      Term("VHD", "valvular heart disease", equivalents: [.snomed: ["368009"]]),
      Term("MYO", "myocarditis"),
      Term("ANG", "stable or unstable angina"),
      Term("OTHER", "another reason"),
    ])

  /// The rhythms that MIT annotations name.
  public static let rhythms = Vocabulary(
    name: "MIT rhythms", system: .rhythm,
    terms: [
      Term("(N", "normal sinus rhythm", equivalents: [.snomed: ["426783006"], .scp: ["SR"]]),
      Term("(AFIB", "atrial fibrillation", equivalents: [.snomed: ["164889003"], .scp: ["AFIB"]]),
      Term("(AFL", "atrial flutter", equivalents: [.snomed: ["164890007"], .scp: ["AFLT"]]),
      Term("(AB", "atrial bigeminy", equivalents: [.snomed: ["251173003"]]),
      Term("(B", "ventricular bigeminy", equivalents: [.snomed: ["11157007"], .scp: ["BIGU"]]),
      Term("(T", "ventricular trigeminy", equivalents: [.snomed: ["251180001"], .scp: ["TRIGU"]]),
      Term("(BII", "second-degree heart block", equivalents: [.snomed: ["195042002"], .scp: ["2AVB"]]),
      Term("(IVR", "idioventricular rhythm", equivalents: [.snomed: ["49260003"]]),
      Term("(NOD", "nodal rhythm", equivalents: [.snomed: ["29320008"]]),
      Term("(P", "paced rhythm", equivalents: [.snomed: ["10370003"], .scp: ["PACE"]]),
      Term("(PREX", "pre-excitation", equivalents: [.snomed: ["74390002"], .scp: ["WPW"]]),
      Term("(SBR", "sinus bradycardia", equivalents: [.snomed: ["426177001"], .scp: ["SBRAD"]]),
      Term("(SVTA", "supraventricular tachyarrhythmia", equivalents: [.snomed: ["426761007"], .scp: ["SVTAC"]]),
      Term("(VFL", "ventricular flutter", equivalents: [.snomed: ["111288001"]]),
      Term("(VT", "ventricular tachycardia", equivalents: [.snomed: ["164895002"]]),
    ])
}
