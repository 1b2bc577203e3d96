#!/usr/bin/env bash
# Tries what was made for one kind of machine where there is nothing else: the archive in an empty folder (on Linux as root
# in an empty root), and the packages for which this machine has the installer. Tells how long each took.
#
#   smoke.sh FOLDER TARGET
set -euo pipefail
made="$(cd "$1" && pwd)"
target="$2"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export FORMCHECK_DATA_DIR="$work/data"

# Nobody answers: the first question is enough.
asks() {
  local said
  said="$("$@" quiz --keep-nothing </dev/null 2>&1 || true)"
  case "$said" in *"Question 1 of 10"*) ;; *) printf '%s asks nothing:\n%s\n' "$*" "$said" >&2; exit 1 ;; esac
}
# Runs a command and tells how long it took.
timed() {
  local what="$1" began="$SECONDS"
  shift
  "$@"
  printf '%s: %d s\n' "$what" "$((SECONDS - began))"
}
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

archive() {
  case "$target" in
    *windows*) unzip -q "$made/formcheck-$target.zip" -d "$work" ;;
    *) tar -xzf "$made/formcheck-$target.tar.gz" -C "$work" ;;
  esac
  asks "$work/formcheck-$target/formcheck"
}
empty_root() {
  mkdir -p "$work/root"
  dpkg-deb -x "$made"/formcheck_*_"$(dpkg --print-architecture)".deb "$work/root"
  asks as_root chroot "$work/root" /usr/bin/formcheck
}
# What debootstrap makes is what a Debian is before anything is installed.
debian_root() {
  as_root debootstrap --variant=minbase stable "$work/debian" >/dev/null
  as_root cp "$made"/formcheck_*_"$(dpkg --print-architecture)".deb "$work/debian/tmp/formcheck.deb"
  timed "the .deb in an empty Debian, installed and asked" installed_there
  as_root rm -rf "$work/debian"
}
installed_there() {
  as_root chroot "$work/debian" dpkg -i /tmp/formcheck.deb >/dev/null
  asks as_root chroot "$work/debian" formcheck
}
wheel() {
  python3 -m venv "$work/python"
  local bin="$work/python/bin"
  if [ ! -d "$bin" ]; then bin="$work/python/Scripts"; fi
  "$bin/python" -m pip install --quiet --disable-pip-version-check --no-index --find-links "$made" formcheck
  asks "$bin/formcheck"
}
npm_package() {
  local carrier
  carrier="$(node -p '`formcheck-${process.platform}-${process.arch}`')"
  (cd "$work" && npm install --silent --offline --no-audit --no-fund --prefix "$work/node" \
    "$made/$carrier"-*.tgz "$made"/formcheck-[0-9]*.tgz)
  asks "$work/node/node_modules/.bin/formcheck"
}

timed "the archive in an empty folder" archive
case "$target" in
  *linux-musl*)
    timed "the .deb in a root with nothing else" empty_root
    if command -v debootstrap >/dev/null; then debian_root; else echo "no debootstrap: no empty Debian"; fi ;;
esac
if python3 -m venv --help >/dev/null 2>&1; then timed "the wheel in an empty environment" wheel; fi
if command -v npm >/dev/null; then timed "the npm package in an empty folder" npm_package; fi
