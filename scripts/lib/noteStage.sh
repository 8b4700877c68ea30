#!/bin/sh
# Stands for Python in training/run.sh: runs a stage with $STAGE_PYTHON and notes in $STAGE_LOG how it ended.
"$STAGE_PYTHON" "$@"
code=$?
printf '%s\t%s\n' "$code" "$*" >>"$STAGE_LOG"
exit "$code"
