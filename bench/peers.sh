#!/usr/bin/env bash
# Command line tools that bench/images.mjs measures beside the image catalog, once, into the cache folder given as $1.
# One that cannot be had here is named and left out of the table.
set -uo pipefail
bin=${1:?cache folder}/bin
mkdir -p "$bin"

go_program() { # NAME MODULE@VERSION
  [ -x "$bin/$1" ] && return
  command -v go >/dev/null || { echo "peers: no Go tool chain here; $1 is left out"; return; }
  CGO_ENABLED=0 GOFLAGS="-buildvcs=false -trimpath -p=2" GOBIN=$bin go install "$2" || echo "peers: $1 was not built"
}

go_program crane github.com/google/go-containerregistry/cmd/crane@v0.22.1
go_program regctl github.com/regclient/regclient/cmd/regctl@v0.11.7
command -v skopeo >/dev/null || echo "peers: skopeo is a package of the system (apt install skopeo); it is left out"
