/// The SNOMED CT codes of the PhysioNet challenges of 2020 and 2021.
///
/// Codes and abbreviations as in `dx_mapping_scored.csv` and `dx_mapping_unscored.csv` of github.com/physionetchallenges/evaluation-2021.
/// A row is: code | abbreviation | name | SCP-ECG | CinC 2017 | CPSC 2018.
enum SNOMEDTable {
  /// The 30 codes that are scored in 2021; 2020 leaves three of them out.
  static let scored = """
    164889003|AF|atrial fibrillation|AFIB|A|AF
    164890007|AFL|atrial flutter|AFLT
    6374002|BBB|bundle branch block
    426627000|Brady|bradycardia
    733534002|CLBBB|complete left bundle branch block|CLBBB
    164909002|LBBB|left bundle branch block|CLBBB||LBBB
    713427006|CRBBB|complete right bundle branch block|CRBBB
    59118001|RBBB|right bundle branch block|CRBBB||RBBB
    270492004|IAVB|first-degree AV block|1AVB||I-AVB IAVB
    713426002|IRBBB|incomplete right bundle branch block|IRBBB
    39732003|LAD|left axis deviation
    445118002|LAnFB|left anterior fascicular block|LAFB
    164947007|LPR|prolonged PR interval|LPR
    251146004|LQRSV|low QRS voltages|LVOLT
    111975006|LQT|prolonged QT interval|LNGQT
    698252002|NSIVCB|nonspecific intraventricular conduction disorder|IVCD
    426783006|NSR|sinus rhythm|NORM SR|N|Normal NSR
    284470004|PAC|premature atrial contraction|PAC||PAC
    63593006|SVPB|supraventricular premature beats|SVARR
    10370003|PR|pacing rhythm|PACE
    365413008|PRWP|poor R wave progression
    427172004|PVC|premature ventricular contractions|PVC
    17338001|VPB|ventricular premature beats|PVC
    164917005|QAb|abnormal Q wave|QWAVE
    47665007|RAD|right axis deviation
    427393009|SA|sinus arrhythmia|SARRH
    426177001|SB|sinus bradycardia|SBRAD
    427084000|STach|sinus tachycardia|STACH
    164934002|TAb|abnormal T wave|NDT TAB_
    59931005|TInv|T wave inversion|INVT
    """

  /// The codes that occur and are not scored.
  static let unscored = """
    233892002|AAR|accelerated atrial escape rhythm
    164951009|abQRS|abnormal QRS|ABQRS
    251187003|AED|atrial escape beat
    61277005|AIVR|accelerated idioventricular rhythm
    426664006|AJR|accelerated junctional rhythm
    251139008|ALR|suspected reversal of the arm leads
    57054005|AMI|acute myocardial infarction
    413444003|AMIs|acute myocardial ischemia
    426434006|AnMIs|anterior ischemia|ISCAN
    54329005|AnMI|anterior myocardial infarction|AMI
    251173003|AB|atrial bigeminy
    195080001|AFAFL|atrial fibrillation and flutter
    195126007|AH|atrial hypertrophy
    251268003|AP|atrial pacing pattern
    106068003|ARH|atrial rhythm
    713422000|ATach|atrial tachycardia
    233917008|AVB|AV block
    50799005|AVD|atrioventricular dissociation
    29320008|AVJR|atrioventricular junctional rhythm
    251166008|AVNRT|AV node reentrant tachycardia
    233897008|AVRT|AV reentrant tachycardia
    251170000|BPAC|blocked premature atrial contraction
    418818005|BRU|Brugada
    74615001|BTS|brady-tachy syndrome
    426749004|CAF|chronic atrial fibrillation
    251199005|CCR|counterclockwise rotation
    61721007|CVCL/CCVCL|clockwise or counterclockwise vectorcardiographic loop
    698247007|CD|cardiac dysrhythmia
    27885002|CHB|complete heart block|3AVB
    204384007|CIAHB|congenital incomplete atrioventricular heart block
    53741008|CHD|coronary heart disease
    413844008|CMI|chronic myocardial ischemia
    251198002|CR|clockwise rotation
    82226007|DIB|diffuse intraventricular block
    428417006|ERe|early repolarization
    13640000|FB|fusion beats
    164942001|FQRS|fragmented QRS
    84114007|HF|heart failure
    368009|HVD|heart valve disorder
    251259000|HTV|high T voltage
    251200008|ICA|indeterminate cardiac axis
    195042002|IIAVB|second-degree AV block|2AVB
    426183003|IIAVBII|Mobitz type II AV block
    425419005|IIs|inferior ischemia|ISCIN
    251120003|ILBBB|incomplete left bundle branch block|ILBBB
    704997005|ISTD|inferior ST segment depression
    49260003|IR|idioventricular rhythm
    426995002|JE|junctional escape
    251164006|JPC|junctional premature complex
    426648003|JTach|junctional tachycardia
    253352002|LAA|left atrial abnormality
    67741000119109|LAE|left atrial enlargement|LAO/LAE
    446813000|LAH|left atrial hypertrophy
    425623009|LIs|lateral ischemia|ISCLA
    445211001|LPFB|left posterior fascicular block|LPFB
    164873001|LVH|left ventricular hypertrophy|LVH
    55827005|LVHV|left ventricular high voltage
    370365005|LVS|left ventricular strain
    164865005|MI|myocardial infarction|IMI ASMI ILMI ALMI LMI IPLMI IPMI PMI
    164861001|MIs|myocardial ischemia|ISC_
    54016002|MoI|Mobitz type I (Wenckebach) AV block
    428750005|NSSTTA|nonspecific ST-T abnormality
    164867002|OldMI|old myocardial infarction
    282825002|PAF|paroxysmal atrial fibrillation
    251205003|PPW|prolonged P wave
    67198005|PSVT|paroxysmal supraventricular tachycardia|PSVT
    425856008|PVT|paroxysmal ventricular tachycardia
    164912004|PWC|P wave change
    253339007|RAAb|right atrial abnormality
    164921003|RAb|abnormal R wave
    446358003|RAH|right atrial hypertrophy|RAO/RAE
    67751000119106|RAHV|right atrial high voltage
    314208002|RAF|rapid atrial fibrillation
    89792004|RVH|right ventricular hypertrophy|RVH
    17366009|SAAWR|sinus node to atrium wandering rhythm
    65778007|SAB|sinoatrial block
    5609005|SARR|sinus arrest
    60423000|SND|sinus node dysfunction
    49578007|SPRI|shortened PR interval
    77867006|SQT|shortened QT interval
    55930002|STC|ST changes|NST_
    429622005|STD|ST depression|STD_||STD
    164931005|STE|ST elevation|STE_||STE
    164930006|STIAb|abnormal ST interval
    251168009|SVB|supraventricular bigeminy
    426761007|SVT|supraventricular tachycardia|SVTAC
    266257000|TIA|transient ischemic attack
    251223006|TPW|tall P wave
    164937009|UAb|abnormal U wave
    11157007|VBig|ventricular bigeminy|BIGU
    164884008|VEB|ventricular ectopics|PVC||PVC VEB
    75532003|VEsB|ventricular escape beat
    81898007|VEsR|ventricular escape rhythm
    164896001|VF|ventricular fibrillation
    111288001|VFL|ventricular flutter
    266249003|VH|ventricular hypertrophy
    195060002|VPEx|ventricular pre-excitation
    251266004|VPP|ventricular pacing pattern
    251182009|VPVC|paired ventricular premature complexes
    164895002|VTach|ventricular tachycardia
    251180001|VTrig|ventricular trigeminy|TRIGU
    195101003|WAP|wandering atrial pacemaker
    74390002|WPW|Wolff-Parkinson-White pattern|WPW
    """
}
