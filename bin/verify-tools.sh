# shellcheck shell=bash
# Finds Go with golang.org/x/mod, and a Python with cryptography, or installs them: Debian's packages of the one, and of
# the other, or PyPI's into a directory of the build. Sourced by the scripts beside it, after postgresql.sh.
#
# Sets GO, GO_PATH (where golang.org/x/mod is) and VERIFY_PYTHON. ALMONER_GO, ALMONER_GO_PATH and ALMONER_VERIFY_PYTHON
# name them when no search should be made.

CRYPTOGRAPHY_VERSION=46.0.3

# Debian's packages, unpacked where we may write: for whoever is neither root nor has sudo.
unpack_go() {
    local tools=$1/golang
    if [ ! -d "$tools/whole" ]; then
        local options=(-q -o "Dir::State::Lists=$tools/lists" -o "Dir::Cache=$tools/archives") release
        mkdir -p "$tools/lists/partial" "$tools/archives/partial"
        (cd "$tools" && apt-get "${options[@]}" update >&2 &&
            release=$(apt-cache "${options[@]}" depends golang-go | sed -n 's/.*Depends: \(golang-[0-9.]*\)-go.*/\1/p' | head -n 1) &&
            apt-get "${options[@]}" download "$release-go" "$release-src" golang-golang-x-mod-dev >&2 &&
            for package in *.deb; do dpkg -x "$package" draft || exit 1; done &&
            mv "draft/usr/lib/go-${release#golang-}" draft/usr/lib/go && mv draft whole) || return 1
        rm -rf "$tools/lists" "$tools/archives" "$tools"/*.deb
    fi
    GO=$tools/whole/usr/lib/go/bin/go GO_PATH=$tools/whole/usr/share/gocode
}

ensure_go() {
    GO=${ALMONER_GO:-$(command -v go || true)}
    GO_PATH=${ALMONER_GO_PATH:-/usr/share/gocode}
    if [ -n "$GO" ] && [ -d "$GO_PATH/src/golang.org/x/mod/sumdb/tlog" ]; then return 0; fi
    if ! command -v apt-get >/dev/null 2>&1; then
        say "go or golang.org/x/mod is missing, and there is no apt-get: install them, or set ALMONER_GO and ALMONER_GO_PATH"
        exit 1
    fi
    say "go or golang.org/x/mod is missing: installing the Debian packages golang-go and golang-golang-x-mod-dev"
    if [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; then
        as_root apt-get update -q >&2
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -q --no-install-recommends golang-go golang-golang-x-mod-dev >&2
        GO=$(command -v go)
    else
        unpack_go "$1"
    fi
}

ensure_verify_python() {
    VERIFY_PYTHON=${ALMONER_VERIFY_PYTHON:-}
    if [ -n "$VERIFY_PYTHON" ]; then return 0; fi
    local candidate venv=$1/cryptography-$CRYPTOGRAPHY_VERSION
    for candidate in "$(command -v python3 || true)" /usr/bin/python3 "$venv/bin/python"; do
        if [ -n "$candidate" ] && [ -x "$candidate" ] && "$candidate" -c 'import cryptography' 2>/dev/null; then
            VERIFY_PYTHON=$candidate
            return 0
        fi
    done
    if command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }; then
        say "cryptography for Python is missing: installing the Debian package python3-cryptography"
        as_root apt-get update -q >&2
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -q --no-install-recommends python3-cryptography >&2
        VERIFY_PYTHON=/usr/bin/python3
        return 0
    fi
    say "cryptography for Python is missing: installing it from PyPI into $venv"
    rm -rf "$venv"
    if ! { python3 -m venv "$venv" &&
        "$venv/bin/pip" install -q --disable-pip-version-check "cryptography==$CRYPTOGRAPHY_VERSION" >&2; }; then
        rm -rf "$venv"
        return 1
    fi
    VERIFY_PYTHON=$venv/bin/python
}
