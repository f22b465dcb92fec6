#!/usr/bin/env bash
# heart-attack.sh DATA OUT: what Kachuee's network learnt from beats of MIT-BIH, frozen, tells infarctions on lead II of PTB-XL.
#
# DATA holds `mitdb` and `ptb-xl`. EINTHOVEN names the program. What was finished is not done again.
set -euo pipefail
data=$1 out=$2
einthoven=$(realpath "${EINTHOVEN:-$(dirname "$0")/../../.build/release/einthoven}")
mkdir -p "$out"
"$einthoven" train "mitdb:$data/mitdb" --network beat --drop-lacking --split example --sampling balanced --test 0.2 \
  --validation 0 --metric none --epochs 12 --schedule step:0.75/10000 -o "$out/source" > "$out/source.txt"
target=("ptb-xl,task=superdiagnostic:$data/ptb-xl" --labels NORM,MI --task one --official 1/2/3 --drop-unusable --weights balanced)
"$einthoven" transfer "$out/source/model.safetensors" "${target[@]}" --method head --new hidden --epochs 100 \
  -o "$out/frozen" > "$out/frozen.txt"
"$einthoven" transfer "$out/source/model.safetensors" "${target[@]}" --new hidden --epochs 30 \
  -o "$out/fine-tuned" > "$out/fine-tuned.txt"
"$einthoven" transfer "$out/source/model.safetensors" "${target[@]}" --new stem --epochs 30 \
  -o "$out/scratch" > "$out/scratch.txt"
grep -H '^accuracy\|^balancedAccuracy\|^macroAUROC' "$out"/{frozen,fine-tuned,scratch}.txt
