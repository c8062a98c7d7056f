# shellcheck shell=sh
# Debian's packages: installed without a question, and without starting or stopping any service of the host.

has_apt() {
  command -v apt-get >/dev/null && command -v apt-cache >/dev/null
}

# Package lists older than a week name files that the archive may no longer have.
apt_refresh_when_old() {
  if [ -z "$(find /var/lib/apt/lists -maxdepth 1 -name '*_Packages*' -mtime -7 2>/dev/null | head -n 1)" ]; then
    apt_refresh "$1"
  fi
}

apt_refresh() {
  say "reading the distribution's package lists"
  apt-get update -q >>"$1" 2>&1 || say "some package lists could not be read; going on with those that are there"
}

# apt_offers PACKAGE: is it in the lists?
apt_offers() {
  apt-cache policy "$1" 2>/dev/null | grep -q '^  Candidate: [^(]'
}

# apt_install LOG APT-ARGUMENT...: installs, once more with new lists when the old ones were at fault.
apt_install() {
  apt_log=$1
  shift
  keep_services_off
  if apt_get_install "$@" >>"$apt_log" 2>&1; then
    apt_status=0
  else
    apt_refresh "$apt_log"
    apt_status=0
    apt_get_install "$@" >>"$apt_log" 2>&1 || apt_status=$?
  fi
  let_services_be
  return "$apt_status"
}

apt_get_install() {
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends --no-upgrade \
    -o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confold "$@" </dev/null
}

# Debian starts a service when its package is installed, unless /usr/sbin/policy-rc.d says 101. Ours stands there only
# during an installation; a script that was there before comes back, also when the launcher is interrupted.
policy_script=/usr/sbin/policy-rc.d

keep_services_off() {
  services_before=$(running_services)
  if [ -e "$policy_script" ] && ! grep -q 'cairn launcher' "$policy_script"; then
    mv -f "$policy_script" "$policy_script.before-cairn"
  fi
  printf '#!/bin/sh\n# Put here by the cairn launcher for the time of one installation.\nexit 101\n' >"$policy_script"
  chmod 755 "$policy_script"
  trap let_services_be EXIT
  trap 'exit 130' INT TERM HUP
}

let_services_be() {
  rm -f "$policy_script"
  if [ -e "$policy_script.before-cairn" ]; then
    mv -f "$policy_script.before-cairn" "$policy_script"
  fi
  trap - EXIT INT TERM HUP
  # An upgrade of a dependency stops its service; what ran before runs again.
  for service in $services_before; do
    systemctl is-active --quiet "$service" || systemctl start "$service" || true
  done
}

# The services that come with Cairn's packages and that the host already runs for itself.
running_services() {
  [ -d /run/systemd/system ] || return 0
  for service in $(package_services); do
    if systemctl is-active --quiet "$service"; then
      printf '%s\n' "$service"
    fi
  done
}

# leave_disabled SERVICE...: a service that came with a package just installed stays off at the next boot too.
leave_disabled() {
  for service in "$@"; do
    if command -v systemctl >/dev/null; then
      systemctl disable --quiet "$service" >/dev/null 2>&1 || true
    elif command -v update-rc.d >/dev/null; then
      update-rc.d "$service" disable >/dev/null 2>&1 || true
    fi
  done
}

# The QEMU of Debian 12 has known faults (docs/operator/host.md); its backports have a good one. The stanza for them is
# made from the one that apt uses already: the same archive, the same key.
needs_backports() {
  [ "$(os_release ID)" = debian ] && [ "$(os_release VERSION_ID)" = 12 ]
}

os_release() {
  sed -n "s/^$1=\"\{0,1\}\([^\"]*\)\"\{0,1\}\$/\1/p" /etc/os-release 2>/dev/null
}

# enable_backports LOG: prints nothing and returns 0 when apt can install from backports afterwards.
enable_backports() {
  codename=$(os_release VERSION_CODENAME)
  suite=$codename-backports
  if apt-cache policy | grep -q "n=$suite"; then
    return 0
  fi
  sources=/etc/apt/sources.list.d/cairn-backports.sources
  backports_stanza "$codename" "$suite" >"$sources"
  if [ -s "$sources" ] && apt-get update -q -o Dir::Etc::sourcelist="$sources" -o Dir::Etc::sourceparts=- \
      -o APT::Get::List-Cleanup=0 >>"$1" 2>&1 && apt-cache policy | grep -q "n=$suite"; then
    return 0
  fi
  rm -f "$sources"
  return 1
}

# backports_stanza CODENAME SUITE: a deb822 stanza for SUITE, copied from the host's own entry for CODENAME.
backports_stanza() {
  for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
    [ -e "$list" ] || continue
    case $list in
      *.sources) stanza_from_deb822 "$1" "$2" <"$list" ;;
      *) stanza_from_line "$1" "$2" <"$list" ;;
    esac
  done | awk 'NF == 0 && seen { exit } NF { seen = 1; print }'
}

stanza_from_deb822() {
  awk -v codename="$1" -v suite="$2" '
    BEGIN { RS = ""; FS = "\n" }
    {
      uris = suites = trust = ""; binary = 0; key = 0; on = 1
      for (i = 1; i <= NF; i++) {
        if ($i ~ /^#/) continue
        if ($i ~ /^Types:.*deb( |$)/) binary = 1
        if ($i ~ /^Enabled: *no/) on = 0
        if ($i ~ /^URIs:/) { uris = $i }
        if ($i ~ /^Suites:/) { suites = substr($i, 8) " " }
        if ($i ~ /^[^ ]/) key = ($i ~ /^(Signed-By|Trusted):/)
        if (key) trust = trust $i "\n"
      }
      if (binary && on && index(suites, " " codename " ")) {
        printf "Types: deb\n%s\nSuites: %s\nComponents: main\n%s\n", uris, suite, trust
      }
    }'
}

stanza_from_line() {
  awk -v codename="$1" -v suite="$2" '
    $1 == "deb" {
      trust = ""; at = 2
      if ($2 ~ /^\[/) {
        for (; at <= NF; at++) {
          option = $at; gsub(/[\[\]]/, "", option)
          if (option ~ /^signed-by=/) trust = trust "Signed-By: " substr(option, 11) "\n"
          if (option ~ /^trusted=/) trust = trust "Trusted: " substr(option, 9) "\n"
          if ($at ~ /\]$/) { at++; break }
        }
      }
      if ($(at + 1) == codename) {
        printf "Types: deb\nURIs: %s\nSuites: %s\nComponents: main\n%s\n", $at, suite, trust
      }
    }'
}
