# shellcheck shell=sh
# ./cairn test [unit|logins|gpu|guests|tour|conformance ...]: the suites. No argument: all that there are.
#   unit         every module with its gates: format, warnings, Error Prone, NullAway, tests, coverage, SBOM
#   logins       the tests that carry the tag "logins": users from a real OpenID provider and a real LDAP server
#   gpu          the tests that carry the tag "gpu": all 850 published runs of GPU policies, in minutes
#   guests       the tests that carry the tag "guests": real QEMU and OVN on this machine, as root
#   tour         every identity command of the openstack client against a cloud with simulated guests: tests/conformance/cli
#   conformance  Tempest against a cloud with simulated guests: as one of several suites, or as the default, most tests
#                that passed before; alone, or with arguments, as tests/conformance/README.md says
#   simulation   the whole cloud in one process with faults from a seed, which "unit" runs too, but shortly; alone, with
#                [--seed N | --seeds N | --minutes N] [--steps N], as tests/simulation/README.md says
#   kills        processes of a whole cloud are killed while 50 real and 2,000 simulated servers come and go, which
#                "guests" does in small; alone, with [--rounds N] [--guests N] [--simulated N] [--kills N] [--seed N]

run_tests() {
  [ $# -gt 0 ] || set -- unit logins gpu guests tour conformance
  if ! { [ $# -gt 1 ] && is_suite "$2"; }; then
    case $1 in
      conformance)
        shift
        # shellcheck source=tests/conformance/conformance.sh
        . "$cairn_home/tests/conformance/conformance.sh"
        run_conformance "$@"
        exit 0 ;;
      tour)
        shift
        # shellcheck source=tests/conformance/cli/tour.sh
        . "$cairn_home/tests/conformance/cli/tour.sh"
        run_tour "$@"
        exit 0 ;;
    esac
  fi
  if [ "$1" = simulation ]; then
    shift
    run_simulation "$@"
  fi
  if [ "$1" = kills ]; then
    shift
    run_kills "$@"
  fi
  for suite in "$@"; do
    is_suite "$suite" || {
      say "no test suite is called '$suite'; there are: unit, logins, gpu, guests, tour, conformance, simulation, kills."
      exit 2
    }
  done
  for suite in "$@"; do
    case $suite in
      logins) need_packages logins clients ;;
      guests) need_packages guests network login image clients ;;
      tour) need_packages clients ;;
      conformance) need_packages conformance clients ;;
    esac
  done
  find_java
  need_maven
  log=$(log_file test)
  for suite in "$@"; do
    "test_$suite" || finish_tests 1
  done
  finish_tests 0
}

is_suite() {
  case $1 in
    unit | logins | gpu | guests | tour | conformance) ;;
    *) return 1 ;;
  esac
}

# The jars of this build are the ones that ./cairn then runs, so the guests' tests need no other.
test_unit() {
  take_build_lock
  rm -f "$stage/maven.status"
  : >"$stage/stamp.next"
  run_maven -fae verify || return 1
  keep_build
  release_build_lock
}

test_logins() {
  run_maven -fae -Dquick -Dgroups=logins -DexcludedGroups= -pl services/identity -am verify
}

test_gpu() {
  run_maven -fae -Dquick -Dgroups=gpu -DexcludedGroups= -pl services/gpu -am verify
}

test_guests() {
  build_when_stale
  modules=$(cd "$cairn_home" && grep -rlE --include='*.java' '^@Tag\("guests"\)|^  @Tag\("guests"\)' hosts services app tests 2>/dev/null \
    | sed 's|/src/test/.*||' | sort -u | tr '\n' ',')
  if [ -z "$modules" ]; then
    say "no test carries the tag 'guests'"
    return 0
  fi
  guest_image=$stage/guest-image
  guest_log=$(log_file guest-image)
  bash "$cairn_home/packaging/guest/build-image.sh" "$guest_image" >"$guest_log" 2>&1 \
    || fail_with_log "the guest image could not be built." "$guest_log"
  run_maven -fae -Dquick "-Dguest.image=$guest_image" -Dgroups=guests -DexcludedGroups= -pl "${modules%,}" -am verify
}

# run_simulation OPTION...: each --NAME VALUE reaches the test as a property.
run_simulation() {
  options=''
  while [ $# -gt 0 ]; do
    case $1 in
      --seed | --seeds | --minutes | --steps | --log) options="$options -D${1#--}=${2:?"$1 needs a value"}" ;;
      *) fail "simulation knows --seed, --seeds, --minutes, --steps and --log, each with a value; not '$1'." ;;
    esac
    shift 2
  done
  find_java
  need_maven
  log=$(log_file test)
  simulation_output=$cairn_home/tests/simulation/target/quick/surefire-reports/cairn.simulation.SimulationTest-output.txt
  # Word splitting is meant: the options are words.
  # shellcheck disable=SC2086
  run_maven -Dquick $options -Dtest='SimulationTest#everySeedKeepsItsPromises' -Dsurefire.failIfNoSpecifiedTests=false \
    -pl tests/simulation -am package || {
    say "what happened, step by step: $simulation_output"
    finish_tests 1
  }
  tail -n 1 "$simulation_output"
  finish_tests 0
}

# run_kills OPTION...: in full size where no option says otherwise.
run_kills() {
  options='-Dkill.guests=50 -Dkill.simulated=2000 -Dkill.kills=20'
  while [ $# -gt 0 ]; do
    case $1 in
      --rounds | --guests | --simulated | --kills) options="$options -Dkill.${1#--}=${2:?"$1 needs a value"}" ;;
      --seed) options="$options -Dseed=${2:?"$1 needs a value"}" ;;
      *) fail "kills knows --rounds, --guests, --simulated, --kills and --seed, each with a value; not '$1'." ;;
    esac
    shift 2
  done
  need_packages guests network
  find_java
  need_maven
  log=$(log_file test)
  build_when_stale
  kills_output=$cairn_home/tests/guests/target/quick/surefire-reports/cairn.guests.KillTest-output.txt
  # Word splitting is meant: the options are words.
  # shellcheck disable=SC2086
  run_maven -Dquick $options -Dgroups=guests -DexcludedGroups= -Dtest=KillTest \
    -Dsurefire.failIfNoSpecifiedTests=false -pl tests/guests -am verify || {
    say "what happened, kill by kill: $kills_output"
    finish_tests 1
  }
  grep -a ' rounds green' "$kills_output"
  finish_tests 0
}

# These two in a process of their own, which takes its cloud away however it ends.
test_tour() {
  "$cairn_home/cairn" test tour
}

test_conformance() {
  "$cairn_home/cairn" test conformance quick
}

# run_maven ARGUMENT...: Maven's whole output to the terminal and to the log.
run_maven() {
  say "mvn $*"
  maven "$@" | tee -a "$log"
  maven_succeeded
}

# finish_tests STATUS: what Surefire counted, module by module and in all.
finish_tests() {
  # Maven ends without a new line.
  echo
  awk '
    /^\[INFO\] Building .*\[[0-9]+\/[0-9]+\]$/ { module = $3 }
    /Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+$/ {
      sub(/^\[[A-Z]+\] */, ""); gsub(/,/, "")
      if ($3 > 0) printf "%-20s Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", module, $3, $5, $7, $9
      run += $3; failures += $5; errors += $7; skipped += $9
    }
    END { printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", run, failures, errors, skipped }
  ' "$log"
  [ "$1" = 0 ] || fail "the tests failed. The whole log: $log"
  exit 0
}
