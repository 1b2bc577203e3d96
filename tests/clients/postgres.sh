#!/usr/bin/env bash
# Runs the tests of several gyms against a PostgreSQL server of their own, and stops it again: on loopback, in a folder of
# its own, at a port that is free. What is given as arguments is run instead of the tests, with the server's address in
# FORMCHECK_TEST_POSTGRES. Debian's server is installed where there is none and this is a root's shell; where that can't be
# done it says so, and what is run has no server.
set -euo pipefail
cd "$(dirname "$0")/../.."

find_server() {
  local found
  found="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)"
  if [ -n "$found" ]; then echo "$found"; return; fi
  if command -v initdb >/dev/null; then dirname "$(readlink -f "$(command -v initdb)")"; fi
}

bin="$(find_server)"
if [ -z "$bin" ] && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  (apt-get install -y -q --no-install-recommends postgresql ||
    { apt-get update -q && apt-get install -y -q --no-install-recommends postgresql; }) >/dev/null 2>&1 || true
  bin="$(find_server)"
fi
if [ "$#" = 0 ]; then set -- cargo test --locked --features postgres --test suite many_gyms; fi
if [ -z "$bin" ]; then
  echo "no server: there is no PostgreSQL on this machine, and it can't be installed"
  exec "$@"
fi

folder="$(mktemp -d "${TMPDIR:-/tmp}/formcheck-postgres.XXXXXX")"
port="$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' 2>/dev/null || echo 54329)"

# The server refuses to be root.
as_server() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
stop() {
  as_server "$bin/pg_ctl" -D "$folder/data" -m fast -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi

as_server "$bin/initdb" -D "$folder/data" -U coach -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
as_server "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
  -o "-h 127.0.0.1 -p $port -k $folder" start >/dev/null

export FORMCHECK_TEST_POSTGRES="postgresql://coach@127.0.0.1:$port/postgres"
"$@"
