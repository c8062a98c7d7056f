# shellcheck shell=sh
# The JDK and Maven: found, or installed from the distribution, or named.

java_wanted=25

find_java() {
  if [ -n "${CAIRN_JAVA_HOME:-}" ]; then
    is_jdk "$CAIRN_JAVA_HOME" || fail "CAIRN_JAVA_HOME=$CAIRN_JAVA_HOME is no JDK $java_wanted or newer (bin/javac and release are looked at)."
    use_java "$CAIRN_JAVA_HOME"
    return
  fi
  search_java && return
  install_java
  search_java || fail "openjdk-$java_wanted-jdk-headless is installed, but /usr/lib/jvm has no JDK $java_wanted; set CAIRN_JAVA_HOME."
}

search_java() {
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*"$java_wanted"* "$(java_of_path)"; do
    if is_jdk "$candidate"; then
      use_java "$candidate"
      return 0
    fi
  done
  return 1
}

java_of_path() {
  found=$(command -v javac) || return 0
  dirname -- "$(dirname -- "$(readlink -f -- "$found")")"
}

use_java() {
  JAVA_HOME=$1
  export JAVA_HOME
}

# is_jdk FOLDER: a JDK, not only a runtime, and new enough.
is_jdk() {
  [ -n "$1" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge "$java_wanted" ]
}

install_java() {
  package=openjdk-$java_wanted-jdk-headless
  if has_apt && is_root; then
    log=$(log_file java)
    apt_refresh_when_old "$log"
    if apt_offers "$package"; then
      say "installing $package"
      apt_install "$log" "$package" || fail_with_log "$package could not be installed." "$log"
      return
    fi
  elif has_apt && apt_offers "$package"; then
    fail "no JDK $java_wanted found. Run: sudo apt-get install -y --no-install-recommends $package"
  fi
  say "no JDK $java_wanted found, and this distribution has none to install."
  fail "Unpack any build of JDK $java_wanted for Linux $(uname -m) (for instance Eclipse Temurin) to /usr/lib/jvm/jdk-$java_wanted, or set CAIRN_JAVA_HOME to its folder."
}

need_maven() {
  command -v mvn >/dev/null && return 0
  if has_apt && is_root; then
    log=$(log_file maven)
    apt_refresh_when_old "$log"
    say "installing maven"
    apt_install "$log" maven || fail_with_log "maven could not be installed." "$log"
  elif has_apt; then
    fail "no mvn found. Run: sudo apt-get install -y --no-install-recommends maven"
  else
    fail "no mvn found. Install Apache Maven 3.8 or newer, so that mvn is in the PATH."
  fi
}
