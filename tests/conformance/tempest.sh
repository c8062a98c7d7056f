# shellcheck shell=sh
# Tempest: its workspace, its configuration, the choice of tests, the run.

prepare_tempest() {
  (cd "$work" && tempest init --workspace-path "$work/workspaces" tempest) >"$results/init.log" 2>&1 \
    || fail_with_log "tempest init failed." "$results/init.log"
  mkdir -p "$work/tempest/lock"
  sed -e "s|@STATE@|$work/tempest|g" -e "s|@URL@|${OS_AUTH_URL%/identity/v3}|g" -e "s|@PASSWORD@|$OS_PASSWORD|g" \
    -e "s|@IMAGE@|$image|g" -e "s|@IMAGE_ALT@|$image_alt|g" -e "s|@PUBLIC@|$external|g" \
    -e "s|@FLAVOR@|$(openstack flavor show m1.nano -f value -c id)|g" \
    -e "s|@FLAVOR_ALT@|$(openstack flavor show m1.micro -f value -c id)|g" \
    -e "s|@COMPUTE_MIN@|$(microversion compute 'Min Microversion')|g" \
    -e "s|@COMPUTE_MAX@|$(microversion compute 'Max Microversion')|g" \
    -e "s|@PLACEMENT_MIN@|$(microversion placement 'Min Microversion')|g" \
    -e "s|@PLACEMENT_MAX@|$(microversion placement 'Max Microversion')|g" \
    -e "s|@EXTENSIONS@|$(network_extensions)|g" \
    "$conformance_home/tempest.conf.in" >"$work/tempest/etc/tempest.conf"
  sed "s|$OS_PASSWORD|(the password)|" "$work/tempest/etc/tempest.conf" >"$results/tempest.conf"
}

# Every test of Tempest's own that concerns a service of Cairn, less the dead APIs.
list_tests() {
  (cd "$work/tempest" && tempest run --list-tests --regex '^tempest\.(api\.(identity|compute|network|image)|scenario)\.' \
    2>"$results/list.err") | grep '^tempest\.' | grep -vE -f "$conformance_home/dead-apis"
}

# select_tests WHAT: a service, "interop", a regular expression, or nothing for every service's own tests.
select_tests() {
  case $1 in
    '') grep '^tempest\.api\.' "$results/tests" ;;
    identity | compute | network | image) grep "^tempest\.api\.$1\." "$results/tests" ;;
    placement) grep placement "$results/tests" ;;
    interop) named "$conformance_home/interop-2020.06.txt" ;;
    *) grep -E -e "$1" "$results/tests" ;;
  esac >"$results/selected" || true
}

# select_passing SERVICE: what passed before, of one service or of all.
select_passing() {
  passing | grep "^tempest\.[a-z]*\.${1:-.*}\." >"$results/names" || true
  named "$results/names" >"$results/selected"
}

# named FILE: Tempest's full names, with their attributes, of the tests in FILE.
named() {
  awk '{ name = $0; sub(/\[.*/, "", name) } NR == FNR { wanted[name] = 1; next } name in wanted' "$1" "$results/tests"
}

# One worker, and behind everything else on the machine: the judged are the answers, not their speed.
run_tempest() {
  say "running $(wc -l <"$results/selected") tests of Tempest"
  (cd "$work/tempest" && PYTHONPATH=$conformance_home/python PYTHONDONTWRITEBYTECODE=1 nice -n 10 \
    tempest run --concurrency 1 --load-list "$results/selected" >"$results/tempest.out" 2>&1) || true
  grep -q '^Totals' "$results/tempest.out" || fail_with_log "Tempest itself failed." "$results/tempest.out"
}
