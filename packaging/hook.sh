#!/usr/bin/env bash
# What the pre-commit hooks run: formcheck of this version, fetched when it is first needed into the hooks' own folder, which
# pre-commit keeps and `pre-commit clean` removes.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
folder="$("$here/get.sh" "$here/../target/hook")"
exec "$folder/formcheck" "$@"
