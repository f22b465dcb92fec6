#!/usr/bin/env bash
# embedded.sh DATA OUT: one lead of CinC 2017 into twelve of PTB-XL, beside training from scratch (tables 3 and 4 of Beton's essay).
#
# DATA holds `ptb-xl` and `cinc2017`. Ten folds: each row but one learns from one fold and is judged on the other nine.
# JOBS=N runs so many trainings at a time. What was finished is not done again. EINTHOVEN names the program.
set -euo pipefail
data=$1 out=$2
einthoven=$(realpath "${EINTHOVEN:-$(dirname "$0")/../../.build/release/einthoven}")
mkdir -p "$out"
source=$out/source/fold-1/model.safetensors
[[ -f $source ]] || "$einthoven" train "cinc2017:$data/cinc2017" --network lead --labels N,A,O --weights balanced --split record \
  --folds 5 --fold 1 --epochs 200 --metric none -o "$out/source" > "$out/source.txt"
[[ -f $source ]] || source=$out/source/model.safetensors

# Noise of four sources that depends linearly from lead to lead, in every window, also when judging.
cat > "$out/noise.json" <<'JSON'
{"steps": [
  {"leads": {"names": ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"], "absent": "refuse"}},
  {"resample": {"rate": 150}},
  {"window": {"window": {"count": 1000, "placement": "random", "before": 0, "stride": 500, "short": "missing"}}},
  {"perlin": {"noise": {"sources": 4, "scale": 2, "frequency": 4, "octaves": 3, "seed": 11, "isAlways": true}}},
  {"normalize": {"normalization": {"zScore": {"_0": "lead"}}}},
  {"fill": {"value": 0}}
]}
JSON

row() { # NAME OPTION…
  local name=$1; shift
  echo "\"$einthoven\" transfer $source \"ptb-xl,task=cinc2017:$data/ptb-xl\" --each 453 --metric none --threads 1" \
    "-o $out/$name $* > $out/$name.txt 2> $out/$name.log"
}
few="--few-folds 10 --method embed"
{
  row scratch-90 --folds 10 --validation 0 --method embed --new conv1 --head random --epochs 40
  row scratch-10 $few --new conv1 --head random --epochs 120
  row untrained $few --epochs 1 --pull-l1 1e6
  row one-lead --few-folds 10 --leads II --epochs 40
  row head $few --keep-features --from head --random-windows 8 --epochs 40
  row embedded $few --epochs 40
  row embedded-l1 $few --epochs 40 --pull-l1 3e-4
  row cross-lstm1 $few --epochs 40 --cross-channel lstm1 --cross-pull-l1 3e-4
  row cross-conv2 $few --epochs 40 --cross-channel conv2 --cross-pull-l1 3e-4
  row noise-embedded $few --epochs 60 --recipe "$out/noise.json"
  row noise-cross-lstm1 $few --epochs 60 --recipe "$out/noise.json" --cross-channel lstm1 --cross-pull-l1 3e-4
  row noise-cross-conv2 $few --epochs 60 --recipe "$out/noise.json" --cross-channel conv2 --cross-pull-l1 3e-4
} | xargs -d '\n' -P "${JOBS:-2}" -I{} bash -c '{}'
grep -H '^macroF1 .*±' "$out"/*.txt
