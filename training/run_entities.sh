#!/usr/bin/env bash
# Makes the entity model anew: run_entities.sh DATA_FOLDER [--smoke]; environment and --smoke as in run.sh.
# Needs the cut base in WORK/cut (make_base) and takes WORK/silver.jsonl if it is there.
# One process with one thread of a busy machine with bfloat16: a fold or the final model takes about 5 minutes.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
data="$(cd "$1" && pwd)"
smoke="${2:-}"
python="${PYTHON:-$here/.venv/bin/python}"
work="${WORK:-$here/.work}${smoke:+/smoke}"
models="$here/../models" test_data="$here/../test/data"
if [[ -n "$smoke" ]]; then models="$work/models" test_data="$work/test-data"; fi
export OMP_NUM_THREADS=1 PYTHONPATH="$here"

if [[ ! -f "$work/silver.jsonl" ]]; then
  "$python" -m aredit_training.silver label --data "$data" --out "$work/silver.jsonl" $smoke
fi
entities() { "$python" -m aredit_training.entities "$@" --data "$data" --work "$work" $smoke; }
entities silver --words 120000
entities silver --words 230000 --go-on --rate 1.5e-4 --head-rate 5e-4 --seed 1
rm -rf "$work/entities/folds"
entities cross-validate --freeze 0 ${smoke:+--folds 0 1}
"$python" -m aredit_training.entities_compare --data "$data" --work "$work" ${smoke:+--folds 0 1} $smoke
entities final --freeze 0 --models "$models"
"$python" -m aredit_training.entities_parity --models "$models" --out "$test_data/parity/entities-ru.jsonl"
