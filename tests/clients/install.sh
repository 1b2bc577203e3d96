#!/usr/bin/env bash
# Installs programs of others that read what formcheck writes, so that tests can hold them against it: Python packages
# and Node packages below target/clients, with the versions that stand beside this file, and some of Debian's.
# What can't be installed here is told, and the tests that need it say that they skip. Always ends well.
set -uo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
clients="$root/target/clients"
mkdir -p "$clients"

missing() { printf 'not installed: %s (tests that need it skip)\n' "$*"; }
# Runs a command quietly; its last lines are shown if it fails.
quietly() {
  local log="$clients/install.log"
  "$@" >"$log" 2>&1 || { tail -n 5 "$log"; return 1; }
}
# Whether something was installed from just this file before.
is_fresh() { cmp -s "$1" "$2"; }

python_packages() {
  local wanted="$here/requirements.txt" had="$clients/requirements.txt" python="$clients/venv/bin/python"
  if is_fresh "$wanted" "$had" && [ -x "$python" ]; then return; fi
  if ! command -v python3 >/dev/null; then missing "Python"; return; fi
  if [ ! -x "$python" ] && ! quietly python3 -m venv "$clients/venv"; then missing "Python's venv"; return; fi
  if quietly "$python" -m pip install --disable-pip-version-check --requirement "$wanted"; then
    cp "$wanted" "$had"
  else
    missing "Python packages"
  fi
}

node_packages() {
  local wanted="$here/package.json" had="$clients/node/installed.json"
  if is_fresh "$wanted" "$had"; then return; fi
  if ! command -v npm >/dev/null; then missing "Node packages, since there is no npm"; return; fi
  mkdir -p "$clients/node" && cp "$wanted" "$clients/node/package.json"
  if (cd "$clients/node" && quietly npm install --no-package-lock --ignore-scripts --no-audit --no-fund); then
    cp "$wanted" "$had"
  else
    missing "Node packages"
  fi
}

# Runs a command as root, where this is a root's shell or nobody has to type a password for that.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
# A package of Debian's for a command, where it isn't there yet.
debian() {
  local command="$1" package="$2"
  if command -v "$command" >/dev/null; then return; fi
  if command -v apt-get >/dev/null && as_root true 2>/dev/null; then
    quietly as_root apt-get install -y -q --no-install-recommends "$package" && return
    quietly as_root apt-get update -q && quietly as_root apt-get install -y -q --no-install-recommends "$package" && return
  fi
  missing "$package"
}

python_packages
node_packages
debian minisign minisign
debian sixel2png libsixel-bin
debian chromium chromium
exit 0
