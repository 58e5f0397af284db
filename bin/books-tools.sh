# shellcheck shell=bash
# Finds hledger and beancount, or installs them: Debian's package of the one, PyPI's of the other into a directory of
# the build. Sourced by the scripts beside it, after postgresql.sh.
#
# Sets HLEDGER and BEAN_CHECK, the two programs. ALMONER_HLEDGER and ALMONER_BEAN_CHECK name them when no search
# should be made.

BEANCOUNT_VERSION=3.2.3

# Debian's package, unpacked where we may write: for whoever is neither root nor has sudo.
unpack_hledger() {
    local tools=$1/hledger
    if [ ! -x "$tools/usr/bin/hledger" ]; then
        mkdir -p "$tools/lists/partial" "$tools/archives/partial"
        (cd "$tools" && apt-get -q -o "Dir::State::Lists=$tools/lists" -o "Dir::Cache=$tools/archives" update >&2 &&
            apt-get -q -o "Dir::State::Lists=$tools/lists" -o "Dir::Cache=$tools/archives" download hledger >&2 &&
            dpkg -x hledger_*.deb "$tools") || return 1
        rm -rf "$tools/lists" "$tools/archives"
    fi
    HLEDGER=$tools/usr/bin/hledger
}

ensure_hledger() {
    HLEDGER=${ALMONER_HLEDGER:-$(command -v hledger || true)}
    if [ -n "$HLEDGER" ]; then return 0; fi
    if ! command -v apt-get >/dev/null 2>&1; then
        say "hledger is missing, and there is no apt-get: install it with your system's tools, or set ALMONER_HLEDGER"
        exit 1
    fi
    say "hledger is missing: installing the Debian package hledger"
    if [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; then
        as_root apt-get update -q >&2
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends hledger >&2
        HLEDGER=$(command -v hledger)
    else
        unpack_hledger "$1"
    fi
}

ensure_beancount() {
    BEAN_CHECK=${ALMONER_BEAN_CHECK:-}
    if [ -n "$BEAN_CHECK" ]; then return 0; fi
    local venv=$1/beancount-$BEANCOUNT_VERSION
    BEAN_CHECK=$venv/bin/bean-check
    if [ -x "$BEAN_CHECK" ]; then return 0; fi
    if ! command -v python3 >/dev/null 2>&1 || ! python3 -c 'import ensurepip' 2>/dev/null; then
        say "python3 with venv is missing: installing the Debian package python3-venv"
        as_root apt-get update -q >&2
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends python3-venv >&2
    fi
    say "beancount is missing: installing it from PyPI into $venv"
    rm -rf "$venv"
    if ! { python3 -m venv "$venv" &&
        "$venv/bin/pip" install -q --disable-pip-version-check "beancount==$BEANCOUNT_VERSION" >&2; }; then
        rm -rf "$venv"
        return 1
    fi
}
