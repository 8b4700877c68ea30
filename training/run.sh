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
again=(--pretrain-epochs 1 --pretrain-rate 1.5e-4 --pretrain-frozen 3 --attitudes-sample 2000 --sentiments-sample 2000)
train pretrain --tag a --seed 1
train pretrain --tag c --seed 2 --pretrained a "${again[@]}"
train average --tag m --pretrained a,c

# Two processes with one thread each are faster than one with two.
train validate --tag f1 --pretrained m & first=$!
train validate --tag f2 --pretrained m --seed 2 & second=$!
wait "$first"
wait "$second"
train final --tag f1 --pretrained m
"$python" -m aredit_training.export_attitudes "$data" "$work" f1 f1,f2 "$models/attitudes-ru" \
  "$test_data/parity/attitudes-ru.jsonl"
PYTHON="$python" WORK="${WORK:-$here/.work}" "$here/run_entities.sh" "$data" $smoke
