#!/usr/bin/env bash
# Makes the attitude model anew: run.sh DATA_FOLDER [--smoke]
# Environment: PYTHON (default training/.venv/bin/python), WORK (default training/.work), JOBS (processes, default 2).
# With --smoke everything is tiny and goes to WORK only; nothing in models/ or test/ changes.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
data="$(cd "$1" && pwd)"
smoke="${2:-}"
python="${PYTHON:-$here/.venv/bin/python}"
work="${WORK:-$here/.work}${smoke:+/smoke}"
models="$here/../models" test_data="$here/../test/data"
if [[ -n "$smoke" ]]; then models="$work/models" test_data="$work/test-data"; fi
export OMP_NUM_THREADS=1 PYTHONPATH="$here"
mkdir -p "$work"

"$python" -m aredit_training.make_base "$data" "$work"
"$python" -m aredit_training.tiny "$work" "$test_data"
if [[ ! -f "$work/silver.jsonl" ]]; then
  "$python" -m aredit_training.silver label --data "$data" --out "$work/silver.jsonl"
fi

train() { "$python" -m aredit_training.train_attitudes "$1" "$data" "$work" --seed "$2" --tag "s$2" --pretrained s1 $smoke; }
train pretrain 1
# Folds of two seeds side by side: two processes with one thread each are faster than one with two.
export -f train; export python data work smoke
printf '%s\n' 1 2 3 | xargs -P "${JOBS:-2}" -I{} bash -c 'train validate {}'
train final 1
"$python" -m aredit_training.export_attitudes "$data" "$work" s1 s1,s2,s3 "$models/attitudes-ru" \
  "$test_data/parity/attitudes-ru.jsonl"
