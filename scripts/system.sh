#!/usr/bin/env bash
# System packages that the tests use. As root they are installed; otherwise they are named.
set -euo pipefail

declare -A packages=([chromium]=chromium [ssh-keygen]=openssh-client [fc-match]=fontconfig)
missing=()
for program in "${!packages[@]}"; do
  command -v "$program" >/dev/null || missing+=("${packages[$program]}")
done
if ! command -v fc-list >/dev/null || ! fc-list :lang=ja | grep -q .; then
  missing+=(fonts-noto-cjk)
fi
bash "$(dirname "$0")/docker-registry.sh" "${XDG_CACHE_HOME:-$HOME/.cache}/jupyterlab-vcp"
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "These system packages are missing; install them and run again: ${missing[*]}" >&2
  exit 1
fi
