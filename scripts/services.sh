#!/usr/bin/env bash
# Builds the heavier real services that tests compare the simulators with, once, into the cache folder given as $1.
# A service that cannot be built here is named and left out: its tests are then reported as skipped.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=${1:?cache folder}
bin=$cache/bin
mkdir -p "$bin"
status=0

command -v go >/dev/null || { echo "services: no Go tool chain here; Loki and registry 3 are left out"; exit 0; }
export CGO_ENABLED=0 GOFLAGS="-buildvcs=false -trimpath -p=2"

if [ ! -x "$bin/registry" ]; then
  echo "services: building distribution registry 3 (about 3 minutes)"
  GOBIN=$bin go install github.com/distribution/distribution/v3/cmd/registry@v3.1.2 || { echo "services: registry 3 was not built"; status=1; }
fi

if [ ! -x "$bin/loki" ] || [ ! -x "$bin/logcli" ]; then
  echo "services: building Loki (8 to 25 minutes)"
  work=$cache/loki-build
  mkdir -p "$work"
  cp "$here/services/loki.mod" "$work/go.mod"
  cp "$here/services/loki.sum" "$work/go.sum"
  (
    cd "$work" || exit 1
    for program in loki logcli; do
      go build -mod=readonly -ldflags "-s -w" -o "$bin/$program" "github.com/grafana/loki/v3/cmd/$program" || exit 1
    done
  ) || { echo "services: Loki was not built"; status=1; }
fi
exit $status
