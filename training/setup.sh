#!/usr/bin/env bash
# Sets up the Python environment of the training: setup.sh [FOLDER], by default training/.venv.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
folder="${1:-$here/.venv}"
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --requirement "$here/requirements.txt"
echo "Ready: $folder/bin/python"
