# shellcheck shell=sh
# The throw-away cloud: simulated guests, a data folder of its own, a free port.

# start_cloud: leaves in the environment what `openrc` says, and in $work the folder of all.
start_cloud() {
  work=$(mktemp -d "${TMPDIR:-/tmp}/cairn-conformance.XXXXXX")
  # PostgreSQL runs as a user of its own.
  chmod 711 "$work"
  port=$(free_port)
  mkdir "$work/cloud"
  cp "$cairn_home/tests/conformance/cairn.yaml" "$work/cloud/cairn.yaml"
  cloud_up
  eval "$("$cairn_home/cairn" openrc --data "$work/cloud")"
}

cloud_up() {
  "$cairn_home/cairn" up --hypervisor simulated --data "$work/cloud" --port "$port" --detach >&2 \
    || fail "the cloud did not come up."
}

# with_policy FILE: the same cloud with a policy file.
with_policy() {
  "$cairn_home/cairn" down --data "$work/cloud" >&2
  cp "$1" "$work/cloud/policy.yaml"
  printf 'policy:\n  file: policy.yaml\n' >>"$work/cloud/cairn.yaml"
  cloud_up
}

# Keeps the cloud's log, and takes the rest away.
stop_cloud() {
  [ -n "${work:-}" ] || return 0
  "$cairn_home/cairn" down --guests --data "$work/cloud" >/dev/null 2>&1 || say "the cloud in $work did not stop"
  cp "$work"/cloud/log/*.log "$results/" 2>/dev/null || true
  cp "$work"/tempest/tempest.log "$results/" 2>/dev/null || true
  rm -rf "$work"
  work=
}

# A port that nobody listens on: the first free one after a number that differs from run to run.
free_port() {
  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v first="$((20000 + $$ % 8000))" '
    { n = split($2, address, ":"); taken[address[n]] = 1 }
    END { for (port = first; taken[sprintf("%04X", port)]; port++); print port }'
}
