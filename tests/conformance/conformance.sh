# shellcheck shell=sh
# ./cairn test conformance [ratchet] [--update] [SERVICE|interop|REGEX]: Tempest against a throw-away cloud.
# README.md in this folder tells what the arguments mean and what the result says.

# shellcheck source=tests/conformance/cloud.sh
. "$cairn_home/tests/conformance/cloud.sh"
# shellcheck source=tests/conformance/tempest.sh
. "$cairn_home/tests/conformance/tempest.sh"

conformance_home=$cairn_home/tests/conformance

run_conformance() {
  mode=run
  update=no
  wanted=
  for argument in "$@"; do
    case $argument in
      ratchet) mode=ratchet ;;
      --update) update=yes ;;
      -*) fail "no such option: $argument; there is --update." ;;
      *)
        [ -z "$wanted" ] || fail "one service or regular expression at a time: '$wanted' or '$argument'?"
        wanted=$argument ;;
    esac
  done
  need_packages conformance clients
  find_java
  build_when_stale
  results=$stage/log/conformance
  rm -rf "$results"
  mkdir -p "$results"
  trap conformance_cleanup EXIT
  trap 'exit 130' INT TERM HUP
  start_cloud
  prepare_tempest
  list_tests >"$results/tests"
  case $mode in
    ratchet) select_passing "$wanted" ;;
    run) select_tests "$wanted" ;;
  esac
  [ -s "$results/selected" ] || fail "no test of Tempest is called so: ${wanted:-nothing}"
  run_tempest
  passing >"$results/before"
  : >"$results/passed"
  lost=no
  awk -f "$conformance_home/report.awk" -v passed_file="$results/passed" file=selected "$results/selected" \
    file=before "$results/before" file=run "$results/tempest.out" >"$results/report" || lost=yes
  cat "$results/report"
  [ "$update" = no ] || keep_passed
  say "what Tempest and the cloud said: $results"
  [ "$lost" = no ] || fail "tests of tests/conformance/passing no longer pass."
}

# The names of tests that passed before, of every service.
passing() {
  cat "$conformance_home"/passing/*.txt 2>/dev/null || true
}

# Adds what passed to the lists. It takes nothing away: that is done by hand, with a reason.
keep_passed() {
  mkdir -p "$conformance_home/passing"
  cut -d . -f 3 "$results/passed" | sort -u | while read -r service; do
    list=$conformance_home/passing/$service.txt
    { [ ! -e "$list" ] || cat "$list"; grep -E "^tempest\.[a-z]+\.$service\." "$results/passed"; } \
      | LC_ALL=C sort -u >"$results/list"
    mv "$results/list" "$list"
  done
}

conformance_cleanup() {
  stop_cloud
}
