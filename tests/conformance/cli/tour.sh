# shellcheck shell=sh
# ./cairn test tour [SECTION...]: the openstack client's identity commands against a throw-away cloud.

# shellcheck source=tests/conformance/cloud.sh
. "$cairn_home/tests/conformance/cloud.sh"

run_tour() {
  need_packages clients
  find_java
  build_when_stale
  results=$stage/log/tour
  rm -rf "$results"
  mkdir -p "$results"
  trap stop_cloud EXIT
  trap 'exit 130' INT TERM HUP
  start_cloud
  say "the openstack client's tour"
  PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 "$cairn_home/tests/conformance/cli/tour.py" "$@" \
    || fail "the client's tour failed. What the cloud said: $results"
}
