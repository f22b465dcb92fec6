#!/usr/bin/env bash
# ranking.sh DATA OUT: ranks nine sources for six tasks of PTB-XL beforehand, carries each over, and compares.
#
# DATA holds `ptb-xl` and `cinc2017`. Sources learn from CinC 2017 or from fold 1 of PTB-XL; a task's examples are drawn from all
# folds, those of fold 2 are learnt from and ranked on, those of fold 3 judged on. The tasks' labels were drawn once, two to
# ten of those with a hundred examples or more (Python's random.seed(2026)). JOBS=N runs so many trainings at a time.
# What was finished is not done again. EINTHOVEN names the program.
set -euo pipefail
data=$1 out=$2
einthoven=$(realpath "${EINTHOVEN:-$(dirname "$0")/../../.build/release/einthoven}")
mkdir -p "$out/sources" "$out/tasks"
export einthoven data out

source_() { # NAME TASK NETWORK RECIPE [OPTION…]
  local name=$1 task=$2 network=$3 recipe=$4; shift 4
  [[ -f $out/sources/$name/model.safetensors ]] || echo "\"$einthoven\" train \"ptb-xl,task=$task:$data/ptb-xl\" --network $network --recipe $recipe --official 1//2" \
    "--minimum 10 --metric none --threads 1 -o $out/sources/$name $* > $out/sources/$name.txt 2> $out/sources/$name.log"
}
sources=(lead-cinc lead-super resnet-super resnet-rhythm resnet-form xresnet-sub inception-all bilstm-super resnet-untrained)
{
  [[ -f $out/sources/lead-cinc/model.safetensors ]] || echo "\"$einthoven\" train cinc2017:$data/cinc2017 --network lead --labels N,A,O --weights balanced --split record" \
    "--test 0.2 --validation 0 --epochs 200 --metric none --threads 1 -o $out/sources/lead-cinc" \
    "> $out/sources/lead-cinc.txt 2> $out/sources/lead-cinc.log"
  source_ lead-super superdiagnostic lead lead --leads II --epochs 60
  source_ resnet-super superdiagnostic resNet1d18 melep --epochs 15 --schedule one-cycle
  source_ resnet-rhythm rhythm resNet1d18 melep --epochs 15 --schedule one-cycle
  source_ resnet-form form resNet1d18 melep --epochs 15 --schedule one-cycle
  source_ xresnet-sub subdiagnostic xResNet1d50 benchmark --epochs 15 --schedule one-cycle
  source_ inception-all all inception1d benchmark --epochs 15 --schedule one-cycle
  source_ bilstm-super superdiagnostic biLSTM melep --epochs 15 --schedule one-cycle
  source_ resnet-untrained superdiagnostic resNet1d18 melep --epochs 1 --rate 1e-12
} | xargs -r -d '\n' -P "${JOBS:-2}" -I{} bash -c '{}'

tasks=(
  AMI,IVCD,SBRAD
  ABQRS,AFIB,CLBBB,IMI,ISC_,PAC,PVC,SR,STD_,VCLVH
  ILMI,IMI,ISC_,NDT,NORM,PAC,PVC,SBRAD,STD_
  ILMI,IMI,NDT,QWAVE,SBRAD,SR
  AFIB,AMI,CRBBB,IRBBB,ISCAL,IVCD,LAFB,LPR,QWAVE
  IVCD,NORM,NT_
)
target="ptb-xl,task=all:$data/ptb-xl"
for number in "${!tasks[@]}"; do
  folder=$out/tasks/$((number + 1)); mkdir -p "$folder"
  for name in "${sources[@]}"; do
    method=fine-tune; [[ $name == lead-* ]] && method=embed
    [[ -f $folder/$name/result.json ]] || echo "\"$einthoven\" transfer $out/sources/$name/model.safetensors \"$target\" --method $method --task several" \
      "--labels ${tasks[$number]} --drop-unlabelled --examples 1500 --official 2//3 --epochs 20 --schedule one-cycle" \
      "--metric none --threads 1 -o $folder/$name > $folder/$name.txt 2> $folder/$name.log"
  done
done | xargs -r -d '\n' -P "${JOBS:-2}" -I{} bash -c '{}'

for metric in weightedF1 macroAUROC; do
  rm -f "$out/$metric.csv"
  for number in "${!tasks[@]}"; do
    "$einthoven" rank $(printf "$out/sources/%s/model.safetensors " "${sources[@]}") --on "$target" --task several \
      --labels "${tasks[$number]}" --drop-unlabelled --examples 1500 --official 2//3 --metric $metric \
      $(printf -- "--scores $out/tasks/$((number + 1))/%s " "${sources[@]}") --name "task $((number + 1))" \
      --table "$out/$metric.csv" > "$out/tasks/$((number + 1))/rank-$metric.txt" 2> "$out/tasks/$((number + 1))/rank-$metric.log"
  done
  "$einthoven" correlate "$out/$metric.csv" --pictures "$out/$metric" > "$out/$metric.txt"
done
echo "$out/weightedF1.txt and $out/macroAUROC.txt say how well each measure told it"
