# shellcheck shell=bash
# Finds PostgreSQL 15 or newer, or installs Debian's package of it. Sourced by the scripts beside it.
#
# Sets PG_BIN, the directory that holds initdb, postgres and pg_ctl. ALMONER_POSTGRES_BIN names
# that directory when the search should not be made. `--` before a word in a message is this script's.

say() { printf -- '-- %s\n' "$*" >&2; }

# Runs a command as root: directly, or through sudo when we are somebody else.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        say "this needs root, and there is no sudo: run as root: $*"
        return 1
    fi
}

# True when directory $1 holds a complete PostgreSQL server of version 15 or newer.
is_postgresql() {
    [ -x "$1/initdb" ] && [ -x "$1/postgres" ] && [ -x "$1/pg_ctl" ] || return 1
    local version
    version=$("$1/postgres" --version 2>/dev/null) || return 1
    version=${version##*) }
    version=${version%%[!0-9]*}
    [ -n "$version" ] && [ "$version" -ge 15 ]
}

# Looks where the binary itself looks: the named directory, PATH, then Debian's directories, newest first.
find_postgresql() {
    local dir
    if [ -n "${ALMONER_POSTGRES_BIN:-}" ]; then
        PG_BIN=$ALMONER_POSTGRES_BIN
        is_postgresql "$PG_BIN" && return 0
        say "ALMONER_POSTGRES_BIN=$PG_BIN holds no PostgreSQL 15 or newer (initdb, postgres, pg_ctl)"
        exit 1
    fi
    dir=$(command -v initdb 2>/dev/null) && dir=$(dirname "$(readlink -f "$dir")")
    if [ -n "$dir" ] && is_postgresql "$dir"; then
        PG_BIN=$dir
        return 0
    fi
    while IFS= read -r dir; do
        if is_postgresql "$dir"; then
            PG_BIN=$dir
            return 0
        fi
    done < <(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV)
    return 1
}

ensure_postgresql() {
    find_postgresql && return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        say "PostgreSQL 15 or newer is missing, and there is no apt-get: install its server with your system's tools"
        exit 1
    fi
    say "PostgreSQL 15 or newer is missing: installing the Debian package postgresql"
    as_root apt-get update -q >&2
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends postgresql postgresql-client >&2
    find_postgresql && return 0
    say "the installed PostgreSQL is older than 15: install postgresql-15 or newer, or set ALMONER_POSTGRES_BIN"
    exit 1
}
