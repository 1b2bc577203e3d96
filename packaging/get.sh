#!/usr/bin/env bash
# Puts formcheck into a folder and prints where the program is: the released one of this version, once its checksum agrees;
# compiled from this folder where there is no release for this machine. The Action and the pre-commit hooks call it.
#
#   get.sh FOLDER
#
# FORMCHECK_RELEASES   where the releases are; else as the git remote that this folder came from says
# FORMCHECK_CARGO_ARGS more words for cargo install, where it is compiled
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
into="$1"
version="$(sed -n 's/^version = "\(.*\)"/\1/p' "$here/Cargo.toml" | head -n 1)"

say() { printf '%s\n' "$*" >&2; }

releases() {
  if [ -n "${FORMCHECK_RELEASES:-}" ]; then echo "$FORMCHECK_RELEASES"; return; fi
  # An archive of the source has no remote, and the repository around it another one.
  if [ ! -e "$here/.git" ]; then return; fi
  local remote
  remote="$(git -C "$here" remote get-url origin 2>/dev/null || true)"
  case "$remote" in https://*) echo "${remote%.git}/releases/download" ;; esac
}

# The kind of machine, as a release names it.
target() {
  local processor
  case "$(uname -m)" in
    x86_64 | amd64) processor=x86_64 ;;
    aarch64 | arm64) processor=aarch64 ;;
    *) return 1 ;;
  esac
  case "$(uname -s)" in
    Linux) echo "$processor-unknown-linux-musl" ;;
    Darwin) echo "$processor-apple-darwin" ;;
    MINGW* | MSYS* | CYGWIN*) echo "$processor-pc-windows-msvc" ;;
    *) return 1 ;;
  esac
}

# Checks the file named in the line on stdin.
sums_agree() { if command -v sha256sum >/dev/null; then sha256sum --check --quiet -; else shasum -a 256 --check --quiet -; fi; }

# 0: it is there; 1: there is none; the script ends where the checksum differs.
download() {
  local from kind archive line
  from="$(releases)"
  if [ -z "$from" ]; then say "no release: this folder came from nowhere that has some"; return 1; fi
  kind="$(target)" || { say "no release for $(uname -s) on $(uname -m)"; return 1; }
  archive="formcheck-$kind.tar.gz"
  case "$kind" in *windows*) archive="formcheck-$kind.zip" ;; esac
  local fetch=(curl --fail --silent --show-error --location --retry 2 --connect-timeout 20)
  for file in SHA256SUMS "$archive"; do
    "${fetch[@]}" --output "$work/$file" "$from/v$version/$file" >&2 || { say "no release: $from/v$version/$file"; return 1; }
  done
  line="$(grep "  $archive\$" "$work/SHA256SUMS" || true)"
  if [ -z "$line" ] || ! (cd "$work" && printf '%s\n' "$line" | sums_agree >&2); then
    say "error: $archive is not what SHA256SUMS of the release says"
    say "  try: again; if it stays so, don't use this release, and tell the maintainers"
    exit 1
  fi
  case "$archive" in
    *.zip) unzip -q "$work/$archive" -d "$work" >&2 ;;
    *) tar -xzf "$work/$archive" -C "$work" ;;
  esac
  mkdir -p "$into/bin"
  mv -f "$work/formcheck-$kind"/formcheck* "$into/bin/"
}

if [ -e "$into/bin/version-$version" ]; then echo "$into/bin"; exit 0; fi
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
if ! download; then
  if ! command -v cargo >/dev/null; then
    say "error: there is no released formcheck for this machine, and no Rust toolchain to compile it"
    say "  try: https://rustup.rs"
    exit 1
  fi
  say "compiling formcheck $version, which takes some minutes"
  # shellcheck disable=SC2086 # words
  cargo install --locked --path "$here" --root "$into" ${FORMCHECK_CARGO_ARGS:-} >&2
fi
touch "$into/bin/version-$version"
echo "$into/bin"
