#!/bin/bash
# Kills a real training with SIGKILL at random moments, gives the same command again until it ends, and compares every
# byte of its networks with those of a training that nobody disturbed.
#
#     swift build -c release --product einthoven
#     EINTHOVEN_DATA=/data Scripts/checks/resume.sh [KILLS] [SEED]
set -euo pipefail
kills=${1:-20}
RANDOM=${2:-1}
program=${EINTHOVEN:-$(dirname "$0")/../../.build/release/einthoven}
: "${EINTHOVEN_DATA:?names the folder that cinc2017 lies in}"
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

# In place of its shell, so that what is killed is the training itself.
train() {
  exec "$program" train "cinc2017:$EINTHOVEN_DATA/cinc2017" --network lead --labels N,A,O --epochs "${EPOCHS:-4}" --batch 32 \
    --mixup 0.2 --sampling balanced --accumulate 2 --schedule one-cycle --clip 1 --keep-every 2 --cache "$place/cache" \
    --out "$1" "${@:2}"
}

milliseconds() { date +%s%3N; }

# The first one also fills the cache, so that the second says how long a training takes.
(train "$place/first") >"$place/first.log" 2>&1
begin=$(milliseconds)
(train "$place/whole") >"$place/whole.log" 2>&1
span=$(($(milliseconds) - begin))

killed=0
ended=0
while [ "$ended" = 0 ]; do
  train "$place/broken" --threads $((1 + RANDOM % 3)) >"$place/broken.log" 2>&1 &
  child=$!
  if [ "$killed" -lt "$kills" ]; then
    # From the first moments on to most of a whole training: each goes on from where the last one was.
    wait=$((RANDOM * RANDOM % (span * 6 / 10)))
    sleep "$(printf '%d.%03d' $((wait / 1000)) $((wait % 1000)))"
    kill -9 "$child" 2>/dev/null || true
  fi
  status=0
  wait "$child" 2>/dev/null || status=$?
  case $status in
    0) ended=1 ;;
    137) killed=$((killed + 1)) ;;
    *) cat "$place/broken.log"; exit 1 ;;
  esac
done

for file in model best last epoch-0002 epoch-0004; do
  cmp "$place/whole/$file.safetensors" "$place/first/$file.safetensors"
  cmp "$place/whole/$file.safetensors" "$place/broken/$file.safetensors"
done
cmp "$place/whole/predictions.csv" "$place/broken/predictions.csv"
diff <(ls "$place/whole") <(ls "$place/broken")
diff <(sed 's/"seconds":[^,]*,//' "$place/whole/log.jsonl") <(sed 's/"seconds":[^,]*,//' "$place/broken/log.jsonl")
echo "killed $killed times in a training of $span ms: five networks, predictions and log the same, byte for byte"
