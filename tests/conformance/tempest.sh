# shellcheck shell=sh
# Tempest: its workspace, its configuration, the choice of tests, the run.

# The suites: rows of the table, and names of lists in passing/.
suites="identity keystone-plugin compute network image scenario"

# pattern_of SUITE: what the names of its tests begin with.
pattern_of() {
  case $1 in
    keystone-plugin) echo '^keystone_tempest_plugin\.' ;;
    scenario) echo '^tempest\.scenario\.' ;;
    *) echo "^tempest\\.api\\.$1\\." ;;
  esac
}

prepare_tempest() {
  (cd "$work" && tempest init --workspace-path "$work/workspaces" tempest) >"$results/init.log" 2>&1 \
    || fail_with_log "tempest init failed." "$results/init.log"
  mkdir -p "$work/tempest/lock"
  found=$(/usr/bin/python3 "$conformance_home/prepare.py") || fail "the cloud could not be prepared."
  eval "$found"
  sed -e "s|@STATE@|$work/tempest|g" -e "s|@URL@|${OS_AUTH_URL%/identity/v3}|g" -e "s|@PASSWORD@|$OS_PASSWORD|g" \
    -e "s|@IMAGE@|$image|g" -e "s|@IMAGE_ALT@|$image_alt|g" -e "s|@PUBLIC@|$external|g" \
    -e "s|@FLAVOR@|$flavor|g" -e "s|@FLAVOR_ALT@|$flavor_alt|g" \
    -e "s|@COMPUTE_MIN@|$compute_min|g" -e "s|@COMPUTE_MAX@|$compute_max|g" \
    -e "s|@PLACEMENT_MIN@|$placement_min|g" -e "s|@PLACEMENT_MAX@|$placement_max|g" \
    -e "s|@EXTENSIONS@|$extensions|g" \
    "$conformance_home/tempest.conf.in" >"$work/tempest/etc/tempest.conf"
  sed "s|$OS_PASSWORD|(the password)|" "$work/tempest/etc/tempest.conf" >"$results/tempest.conf"
}

# Every test that concerns a service of Cairn, less the dead APIs.
list_tests() {
  (cd "$work/tempest" && tempest run --list-tests \
    --regex '^(tempest\.(api\.(identity|compute|network|image)|scenario)|keystone_tempest_plugin)\.' \
    2>"$results/list.err") | grep -E '^(keystone_)?tempest' | grep -vE -f "$conformance_home/dead-apis"
}

# select_tests WHAT: a suite, "interop", a regular expression, or nothing for all.
select_tests() {
  case $1 in
    '') cat "$results/tests" ;;
    identity | keystone-plugin | compute | network | image | scenario) grep "$(pattern_of "$1")" "$results/tests" ;;
    placement) grep placement "$results/tests" ;;
    interop) named "$conformance_home/interop-2020.06.txt" ;;
    *) grep -E -e "$1" "$results/tests" ;;
  esac >"$results/selected" || true
}

# select_passing [SUITE]: what passed before, of one suite or of all.
select_passing() {
  if [ -n "$1" ]; then
    pattern=$(pattern_of "$1")
    grep "$pattern" "$results/before" >"$results/names" || true
  else
    cp "$results/before" "$results/names"
  fi
  named "$results/names" >"$results/selected"
  awk '{ name = $0; sub(/\[.*/, "", name) } NR == FNR { known[name] = 1; next } !(name in known)' \
    "$results/tests" "$results/names" >"$results/unknown"
  [ ! -s "$results/unknown" ] || { cat "$results/unknown" >&2; fail "Tempest has no such tests, but passing/ names them."; }
}

# The build's choice: of the Keystone plugin's many roles those at both ends.
leave_slow_out() {
  grep -vE -f "$conformance_home/slow" "$results/selected" >"$results/quick" || true
  mv "$results/quick" "$results/selected"
}

# named FILE: Tempest's full names, with their attributes, of the tests in FILE.
named() {
  awk '{ name = $0; sub(/\[.*/, "", name) } NR == FNR { wanted[name] = 1; next } name in wanted' "$1" "$results/tests"
}

# Tempest makes its users and projects with a token for the system.
act_as_system_admin() {
  sed -i 's/^admin_project_name = .*/admin_system = all/' "$work/tempest/etc/tempest.conf"
}

# run_tempest LIST, a file of $results: its tests, and those of them once more, one at a time, that passed before and did not
# now. A busy machine makes some wait too long, and the report names them; when they are many, the cause is another one.
run_tempest() {
  tempest_run "$1" "$workers" "$results/tempest.out"
  report >/dev/null || true
  named "$results/lost" | grep -F -x -f "$results/$1" >"$results/$1-again" || return 0
  [ "$(wc -l <"$results/$1-again")" -le 20 ] || return 0
  tempest_run "$1-again" 1 "$results/again.out"
}

# tempest_run LIST WORKERS OUTPUT. Behind everything else on the machine: the judged are the answers, not their speed. A test
# that hangs is ended.
tempest_run() {
  say "running $(wc -l <"$results/$1") tests of Tempest"
  (cd "$work/tempest" && PYTHONPATH=$conformance_home/python PYTHONDONTWRITEBYTECODE=1 OS_TEST_TIMEOUT=300 nice -n 5 \
    tempest run --concurrency "$2" --load-list "$results/$1" >"$results/$1.out" 2>&1) || true
  grep -q '^Totals' "$results/$1.out" || fail_with_log "Tempest itself failed." "$results/$1.out"
  cat "$results/$1.out" >>"$3"
}
