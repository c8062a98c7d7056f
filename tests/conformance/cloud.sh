# shellcheck shell=sh
# The throw-away cloud: simulated guests, a data folder of its own, a free port, and what Tempest wants to find in it.

start_cloud() {
  work=$(mktemp -d "${TMPDIR:-/tmp}/cairn-conformance.XXXXXX")
  # PostgreSQL runs as a user of its own.
  chmod 711 "$work"
  port=$(free_port)
  "$cairn_home/cairn" up --hypervisor simulated --data "$work/cloud" --port "$port" --detach >&2 \
    || fail "the cloud did not come up."
  eval "$("$cairn_home/cairn" openrc --data "$work/cloud")"
  image=$(public_image conformance-1)
  image_alt=$(public_image conformance-2)
  external=$(openstack network show public -f value -c id)
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

# public_image NAME: nothing boots from it, so any bytes will do.
public_image() {
  [ -e "$work/image" ] || head -c 65536 /dev/urandom >"$work/image"
  openstack image create --public --disk-format raw --container-format bare --file "$work/image" -f value -c id "$1"
}

# microversion SERVICE COLUMN: the smallest or greatest that the service speaks.
microversion() {
  openstack versions show --service "$1" --interface public -f value -c "$2" | tail -n 1
}

network_extensions() {
  openstack extension list --network -f value -c Alias | sort | paste -s -d ,
}
