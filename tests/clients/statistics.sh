#!/usr/bin/env bash
# Installs the statistics packages that check_statistics.py counts with, below target/clients, with the versions in
# statistics.txt. Where that can't be done it says so and ends well: the test that needs them skips.
set -uo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
clients="$here/../../target/clients"
python="$clients/statistics/bin/python"
mkdir -p "$clients"
if cmp -s "$here/statistics.txt" "$clients/statistics.txt" && [ -x "$python" ]; then exit 0; fi
if python3 -m venv "$clients/statistics" >"$clients/statistics.log" 2>&1 &&
  "$python" -m pip install --disable-pip-version-check --requirement "$here/statistics.txt" >>"$clients/statistics.log" 2>&1; then
  cp "$here/statistics.txt" "$clients/statistics.txt"
else
  tail -n 5 "$clients/statistics.log"
  echo "not installed: statistics packages (the test that needs them skips)"
fi
exit 0
