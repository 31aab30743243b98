#!/usr/bin/env bash
# Debian's distribution 2.8 (`docker-registry`) for the tests: the program only, into the cache folder given as $1.
# The package itself would start a registry on all addresses of the machine, and needs root; the program needs neither.
set -euo pipefail
cache=${1:?cache folder}

command -v docker-registry >/dev/null && exit 0
[ -x "$cache/bin/docker-registry" ] && exit 0
command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || { echo "registry: no Debian here; docker-registry is left out"; exit 0; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
cd "$work"
fetch() { apt-get download -qq docker-registry >/dev/null 2>&1; }
fetch || { [ "$(id -u)" = 0 ] && apt-get update -qq && fetch; } || { echo "registry: docker-registry was not found; its tests are skipped"; exit 0; }
dpkg-deb -x docker-registry_*.deb unpacked
mkdir -p "$cache/bin"
install -m 755 unpacked/usr/bin/docker-registry "$cache/bin/"
