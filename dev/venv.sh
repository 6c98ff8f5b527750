#!/bin/sh
# Make .venv and install one list of requirements in it; do nothing where that is done already.
#
#   sh dev/venv.sh requirements.txt        what the service imports
#   sh dev/venv.sh requirements-run.txt    and what `make run` needs
#   sh dev/venv.sh requirements-dev.txt    and what the tests and checks need
#   sh dev/venv.sh requirements-bench.txt  and what the benchmark of documents measures against
#
# A stamp holds the hash of the list that was installed, so that a changed list is installed
# again and an unchanged one costs nothing. The lists contain one another in the order above:
# the stamp of a longer list, still fresh, stands for the shorter ones.
set -eu
cd "$(dirname "$0")/.."

list=$1
venv=.venv

fail() {
    echo "undersigned: $1" >&2
    exit 1
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for name in python3 python3.13 python3.12 python3.11; do
        if is_new_enough "$name"; then
            echo "$name"
            return
        fi
    done
    fail "Python 3.11 or newer is needed, and none is on the PATH."
}

hash_of() {
    cksum <"$1" | tr -d ' \t'
}

is_installed() {
    [ -f "$venv/installed-$1" ] && [ "$(cat "$venv/installed-$1")" = "$(hash_of "$1")" ]
}

case $list in
requirements.txt) enough="requirements.txt requirements-run.txt requirements-dev.txt requirements-bench.txt" ;;
requirements-run.txt) enough="requirements-run.txt requirements-dev.txt requirements-bench.txt" ;;
requirements-dev.txt) enough="requirements-dev.txt requirements-bench.txt" ;;
*) enough=$list ;;
esac

if "$venv/bin/python" -c '' 2>/dev/null; then
    for candidate in $enough; do
        if is_installed "$candidate"; then
            exit 0
        fi
    done
fi

# A venv without pip is one that Debian could not finish, or one whose Python has gone.
if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        fail "this Python cannot make a virtual environment: install the package python$version-venv (apt-get install python$version-venv) and say make again."
    fi
    echo "Making $venv with $("$python" --version) ..."
    "$python" -m venv --clear "$venv"
fi

echo "Installing $list in $venv ..."
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$list"
hash_of "$list" >"$venv/installed-$list"
