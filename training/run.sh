#!/usr/bin/env bash
# Makes both models anew: run.sh DATA_FOLDER [--smoke]
# Environment: PYTHON (default training/.venv/bin/python), WORK (default training/.work).
# With --smoke everything is tiny and goes to WORK only; nothing in models/ or test/ changes.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
data="$(cd "$1" && pwd)"
smoke="${2:-}"
python="${PYTHON:-$here/.venv/bin/python}"
base="${WORK:-$here/.work}"
models="$here/../models" test_data="$here/../test/data" work="$base"
if [[ -n "$smoke" ]]; then work="$base/smoke" models="$base/smoke/models" test_data="$base/smoke/test-data"; fi
export OMP_NUM_THREADS=1 PYTHONPATH="$here"
mkdir -p "$work"

# What both tasks start from, and the mentions that a recogniser finds in sentences that name only some of theirs.
if [[ -n "$smoke" && -d "$base/base" ]]; then ln -sfn "$base/base" "$work/base"; fi
"$python" -m aredit_training.make_base "$data" "$work"
"$python" -m aredit_training.tiny "$work" "$test_data"
if [[ ! -f "$work/silver.jsonl" ]]; then
  "$python" -m aredit_training.silver label --data "$data" --out "$work/silver.jsonl" $smoke
fi

# Small batches: a smoke run is about the way, and this part of it is the longest.
train() { "$python" -m aredit_training.train_attitudes "$1" "$data" "$work" "${@:2}" ${smoke:+--smoke --batch 4}; }
# Two processes with one thread each are faster than one with two.
train pretrain --tag n1 --seed 1 & first=$!
train pretrain --tag n2 --seed 2 & second=$!
wait "$first"
wait "$second"
train distil --tag d1 --pretrained n1,n2 --seed 1
train distil --tag d2 --pretrained n1,n2,d1 --seed 2
for seed in 1 2 3; do
  train validate --tag "h$seed" --pretrained d2 --seed "$seed"
done
"$python" -m aredit_training.card_figures "$data" "$work" h1,h2,h3
train final --tag h2 --pretrained d2 --seed 2
"$python" -m aredit_training.export_attitudes "$data" "$work" h2 h1,h2,h3 "$models/attitudes-ru" \
  "$test_data/parity/attitudes-ru.jsonl"
PYTHON="$python" WORK="${WORK:-$here/.work}" "$here/run_entities.sh" "$data" $smoke

# The whole way from a text to opinions, by the command line.
cli="$here/../dist/cli.js"
if [[ ! -f "$cli" ]]; then (cd "$here/.." && npm run build); fi
"$python" -m aredit_training.chain "$data" "$work" h2 "$cli" $smoke
