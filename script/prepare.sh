# shellcheck shell=bash
# What script/run and script/test have in common: system packages, a Python, a virtual environment.
# Sourced, with $project as the working directory. Nothing here needs the network when all is there.

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }

# Whether a Debian package is installed, by name.
has_package() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Whether commands can be run as root. sudo may ask for a password only where somebody is there.
can_be_root() {
    [ "$(id -u)" = 0 ] && return 0
    command -v sudo >/dev/null || return 1
    sudo -n true 2>/dev/null && return 0
    [ -t 0 ] && sudo true
}

apt() {
    local front=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120)
    [ "$(id -u)" = 0 ] || front=(sudo "${front[@]}")
    "${front[@]}" "$@" </dev/null >/dev/null
}

apt_install() {
    can_be_root || return 1
    # A mirror in the middle of an update fails once and works a moment later.
    apt update || { sleep 5 && apt update; } ||
        warn "The list of packages could not be refreshed; trying with the old one."
    apt install -y --no-install-recommends "$@"
}

# Installs the Debian packages that are missing; elsewhere, or without the right to, says how.
# It never ends the script: what is missing shows on the page and in `doctor`.
system_packages() {
    local missing=() package
    if ! command -v apt-get >/dev/null; then
        packages_elsewhere
        return 0
    fi
    for package in "$@"; do
        has_package "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Installing system packages: ${missing[*]}"
    apt_install "${missing[@]}" && return 0
    warn "They could not be installed from here. Please type this, then start again:"
    warn "    sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}"
    warn "Going on with what there is."
}

# Says once, on macOS and on other Linux, what the package manager there calls what is needed.
packages_elsewhere() {
    command -v espeak-ng >/dev/null && return 0
    if [ "$(uname -s)" = Darwin ]; then
        warn "For the robot voice: brew install espeak-ng   (the natural voice needs nothing more)"
    elif command -v dnf >/dev/null; then
        warn "Please type: sudo dnf install espeak-ng portaudio"
    elif command -v pacman >/dev/null; then
        warn "Please type: sudo pacman -S espeak-ng portaudio"
    elif command -v zypper >/dev/null; then
        warn "Please type: sudo zypper install espeak-ng libportaudio2"
    elif command -v apk >/dev/null; then
        warn "Alpine's C library cannot run the speech recogniser; please use Debian, Ubuntu or Fedora."
    else
        warn "Please install espeak-ng and PortAudio with your system's package manager."
    fi
    warn "Going on with what there is."
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# Prints the Python to build the environment with: 3.11 or newer, one that can make it if possible.
find_python() {
    local candidate fallback=
    for candidate in python3 python3.13 python3.12 python3.11 python3.14; do
        new_enough "$candidate" || continue
        if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
            command -v "$candidate"
            return 0
        fi
        [ -n "$fallback" ] || fallback=$(command -v "$candidate")
    done
    printf '%s\n' "$fallback"
}

# Debian keeps the part of Python that makes environments in a package of its own.
can_make_environment() {
    local version
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return 0
    version=$("$1" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
    command -v apt-get >/dev/null && system_packages "$version-venv"
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return 0
    warn "$1 cannot make a virtual environment: its package \"$version-venv\" is missing."
    return 1
}

no_python() {
    warn "Hearthside needs Python 3.11 or newer, and there is none here."
    if [ "$(uname -s)" = Darwin ]; then
        warn "Please type: brew install python@3.13"
    elif command -v apt-get >/dev/null && apt-cache show python3.11-venv >/dev/null 2>&1; then
        warn "Please type: sudo apt-get install -y python3.11 python3.11-venv"
    else
        warn "Please install it with your system's package manager, then start again."
    fi
    exit 1
}

fingerprint() {
    { "$1" --version && cat "$2"; } | cksum
}

# environment FOLDER LOCK: a virtual environment with the packages of the lock file.
# The stamp is written last, so that an installation that broke off is taken up again.
environment() {
    local folder=$1 lock=$2 python options
    if "$folder/bin/python" -c '' 2>/dev/null &&
        [ "$(cat "$folder/installed" 2>/dev/null)" = "$(fingerprint "$folder/bin/python" "$lock")" ]; then
        return 0
    fi
    if ! "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
        python=$(find_python)
        [ -n "$python" ] || no_python
        can_make_environment "$python" || exit 1
        say "Making a virtual environment in $folder with $("$python" --version)."
        rm -rf "$folder"
        "$python" -m venv "$folder"
    fi
    say "Installing the Python packages of $lock; the first time takes a minute or two."
    # Wheels only: nothing is compiled on a kitchen computer. srt alone comes as (plain) source.
    # The lock is complete; what it leaves out on purpose (script/lock says what) stays out.
    options=(--only-binary :all: --no-binary srt --no-deps)
    if ! "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
        "${options[@]}" --require-hashes -r "$lock"; then
        warn "The Python packages could not be installed. The first start needs the internet."
        exit 1
    fi
    fingerprint "$folder/bin/python" "$lock" >"$folder/installed"
}
