# shellcheck shell=sh
# ./cairn test conformance [ratchet|quick] [--update] [--write] [--workers N] [SUITE|interop|REGEX]: Tempest against a throw-away
# cloud. README.md in this folder tells what the arguments mean and what the result says.

# shellcheck source=tests/conformance/cloud.sh
. "$cairn_home/tests/conformance/cloud.sh"
# shellcheck source=tests/conformance/tempest.sh
. "$cairn_home/tests/conformance/tempest.sh"

conformance_home=$cairn_home/tests/conformance
conformance_page=$cairn_home/docs/operator/conformance.md

run_conformance() {
  read_conformance_arguments "$@"
  need_packages conformance clients
  find_java
  build_when_stale
  results=$stage/log/conformance
  rm -rf "$results"
  mkdir -p "$results"
  trap stop_cloud EXIT
  trap 'exit 130' INT TERM HUP
  start_cloud
  prepare_tempest
  list_tests >"$results/tests"
  passing >"$results/before"
  case $mode in
    ratchet) select_passing "$wanted" ;;
    quick)
      select_passing "$wanted"
      leave_slow_out ;;
    run) select_tests "$wanted" ;;
  esac
  [ -s "$results/selected" ] || fail "no test of Tempest is called so: ${wanted:-nothing}"
  run_selected
  report >"$results/report" || lost=yes
  cat "$results/report"
  if [ "$update" = yes ]; then
    keep_passed
    # The page counts what is held.
    report >/dev/null || true
  fi
  say "what Tempest and the cloud said: $results"
  [ "$lost" = no ] || fail "tests of tests/conformance/passing no longer pass."
}

# The Keystone plugin's tests run last: they want a policy of their own. Those that give away the roles that their user has
# on a project need a token for one.
run_selected() {
  : >"$results/tempest.out"
  : >"$results/again.out"
  pattern=$(pattern_of keystone-plugin)
  grep "$pattern" "$results/selected" | grep -v '\.test_oauth1_tokens\.' >"$results/scoped" || true
  grep -v -x -F -f "$results/scoped" "$results/selected" >"$results/plain" || true
  [ ! -s "$results/plain" ] || run_tempest plain
  [ ! -s "$results/scoped" ] || {
    with_policy "$conformance_home/policy-zed.yaml"
    act_as_system_admin
    run_tempest scoped
  }
}

read_conformance_arguments() {
  mode=run
  update=no
  page=
  wanted=
  lost=no
  workers=$(nproc)
  while [ $# -gt 0 ]; do
    case $1 in
      ratchet) mode=ratchet ;;
      quick) mode=quick ;;
      --update) update=yes ;;
      --write) page=$conformance_page ;;
      --workers)
        [ $# -gt 1 ] || fail "--workers needs a number."
        workers=$2
        shift ;;
      -*) fail "no such option: $1; there are --update, --write and --workers." ;;
      *)
        [ -z "$wanted" ] || fail "one suite or regular expression at a time: '$wanted' or '$1'?"
        wanted=$1 ;;
    esac
    shift
  done
  [ -z "$page" ] || [ "$mode" = run ] || fail "--write is for a run of all tests or of a whole suite."
}

# Fails when a test that passed before did not pass.
report() {
  /usr/bin/python3 "$conformance_home/report.py" "$results" ${page:+"$page"}
}

# The names of tests that passed before, of every suite.
passing() {
  cat "$conformance_home"/passing/*.txt
}

# Adds what passed to the lists. It takes nothing away: that is done by hand, with a reason.
keep_passed() {
  for suite in $suites; do
    list=$conformance_home/passing/$suite.txt
    { [ ! -e "$list" ] || cat "$list"; grep -E "$(pattern_of "$suite")" "$results/passed" || true; } \
      | LC_ALL=C sort -u >"$results/list"
    [ ! -s "$results/list" ] || cp "$results/list" "$list"
  done
}
