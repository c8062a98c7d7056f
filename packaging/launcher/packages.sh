# shellcheck shell=sh
# Which host packages a command needs, which of them are missing, and how they come: as root they are installed,
# else one line tells what to run. packaging/host-packages is the list.

# purposes_of ARGUMENT...: the purposes, as host-packages names them, of a command line.
purposes_of() {
  for argument in "$@"; do
    case $argument in
      --) break ;;
      -h | --help) return 0 ;;
    esac
  done
  case ${1:-} in
    up | server | agent)
      hosts_no_guests "$@" || printf 'guests network' ;;
    try)
      hosts_no_guests "$@" || printf 'guests network login image' ;;
    ssh | exec)
      printf 'login' ;;
  esac
}

# hosts_no_guests ARGUMENT...: is this a cloud of simulated guests?
hosts_no_guests() {
  while [ $# -gt 0 ]; do
    case $1 in
      --hypervisor=simulated | --simulated-hosts | --simulated-hosts=*) return 0 ;;
      --hypervisor) [ "${2:-}" != simulated ] || return 0 ;;
    esac
    shift
  done
  return 1
}

# need_packages PURPOSE...
need_packages() {
  [ $# -gt 0 ] || return 0
  missing=$(missing_packages "$*")
  [ -n "$missing" ] || return 0
  # shellcheck disable=SC2086
  set -- $missing
  if ! has_apt; then
    say "missing on this host: $* (Debian's names)."
    fail "Install what brings them here; on Fedora: dnf install $(elsewhere "$@")"
  fi
  if ! is_root; then
    say "missing on this host: $*."
    fail "Run once: sudo $cairn_home/cairn packages"
  fi
  install_packages "$@"
}

install_packages() {
  log=$(log_file packages)
  apt_refresh_when_old "$log"
  fresh_qemu=$(printf '%s\n' "$@" | grep '^qemu-' | tr '\n' ' ' || true)
  others=$(printf '%s\n' "$@" | grep -v '^qemu-' | tr '\n' ' ' || true)
  if [ -n "$fresh_qemu" ] && needs_backports; then
    if enable_backports "$log"; then
      say "installing $fresh_qemu(from $suite)"
      # shellcheck disable=SC2086
      apt_install "$log" -t "$suite" $fresh_qemu || fail_with_log "$fresh_qemu could not be installed." "$log"
      fresh_qemu=
    else
      say "this archive has no backports, so QEMU comes from Debian 12 itself; 'cairn doctor' tells its known faults"
    fi
  fi
  if [ -n "$fresh_qemu$others" ]; then
    say "installing $fresh_qemu$others"
    # shellcheck disable=SC2086
    apt_install "$log" $fresh_qemu $others || fail_with_log "$fresh_qemu$others could not be installed." "$log"
  fi
  # shellcheck disable=SC2046
  leave_disabled $(services_of "$@")
}

# missing_packages 'PURPOSE...': Debian's names of those whose program is not there, each once.
missing_packages() {
  package_rows | while read -r purpose machine program package _; do
    case " $1 " in *" $purpose "*) ;; *) continue ;; esac
    [ "$machine" = any ] || [ "$machine" = "$(uname -m)" ] || continue
    is_present "$program" || printf '%s\n' "$package"
  done | awk '!seen[$0]++'
}

is_present() {
  case $1 in
    /*) [ -e "$1" ] ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

package_rows() {
  grep -v '^#' "$cairn_home/packaging/host-packages"
}

package_services() {
  package_rows | awk '$5 != "-" { print $5 }'
}

# services_of PACKAGE..., elsewhere PACKAGE...: columns of the list.
services_of() {
  package_rows | awk -v wanted=" $* " 'index(wanted, " " $4 " ") && $5 != "-" { print $5 }'
}

elsewhere() {
  package_rows | awk -v wanted=" $* " 'index(wanted, " " $4 " ") && !seen[$6]++ { printf "%s ", $6 }'
}
