# shellcheck shell=sh
# The start: the flags, the AOT cache, and the hand-over to cairn.app.Main.

# start ARGUMENT...
start() {
  class_path=$(printf '%s\n' "$run_folder/"*.jar | LC_ALL=C sort | tr '\n' ':')
  class_path=${class_path%:}
  # Threads that collect garbage beside the program pay only where there are processors to spare for them.
  collector=-XX:+UseG1GC
  if command -v nproc >/dev/null && [ "$(nproc)" -le 2 ]; then
    collector=-XX:+UseSerialGC
  fi
  case ${CAIRN_JAVA_OPTIONS:-} in
    *-XX:+Use*GC*) collector= ;;
  esac
  # CAIRN_JAVA_OPTIONS comes last, so that it wins.
  flags="-XX:+UseCompactObjectHeaders $collector -Xms64m -Xmx1g -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED ${CAIRN_JAVA_OPTIONS:-}"
  find_aot_cache "$@"
  raise_open_files
  # Word splitting is meant for the flags; paths may hold spaces. The JVM says nothing on standard output, and nothing about
  # an AOT cache that it does not like.
  # shellcheck disable=SC2086
  exec "$JAVA_HOME/bin/java" $flags -Xlog:disable -Xlog:all=error,aot*=off,cds*=off:stderr \
    ${aot_cache:+"-XX:AOTCache=$aot_cache"} "-Dcairn.home=$cairn_home" -cp "$class_path" cairn.app.Main "$@"
}

# Each stream, client and file is an open file; a thousand hosts need more than some systems give. Root may raise it.
raise_open_files() {
  most=$(ulimit -H -n)
  if [ "$most" != unlimited ] && [ "$most" -lt 65536 ]; then
    ulimit -n 65536 2>/dev/null || true
  fi
}

# An AOT cache more than halves the processor time of a start. It fits one build, one JDK and one set of flags, so its
# name says which. It is made in the background of the first start of a cloud, by a training run of the program beside
# it; without it all works, only slower.
find_aot_cache() {
  aot_cache=$run_folder/$( (cat "$JAVA_HOME/release"; echo "$flags") | cksum | cut -d ' ' -f 1).aot
  case ${1:-} in
    up | try)
      if [ ! -e "$aot_cache" ] && [ ! -e "$aot_cache.failed" ] && [ -w "$run_folder" ]; then
        # Of no interest to this terminal, nor a child of the JVM that this shell becomes.
        (make_aot_cache </dev/null >/dev/null 2>&1 &)
      fi ;;
  esac
  [ -s "$aot_cache" ] || aot_cache=
}

make_aot_cache() {
  exec 8>"$aot_cache.lock"
  if command -v flock >/dev/null && ! flock -n 8; then
    return
  fi
  log=$(log_file aot)
  training=$(mktemp -d "${TMPDIR:-/tmp}/cairn-training.XXXXXX")
  # PostgreSQL runs as a user of its own.
  chmod 711 "$training"
  train "$training/cloud" || train || : >"$aot_cache.failed"
  rm -rf "$training" "$aot_cache.part" "$aot_cache.part.config" "$aot_cache.lock"
}

# train [FOLDER]: with a cloud in that folder, or where that is not possible with a command that does little.
train() {
  # shellcheck disable=SC2086
  timeout 600 nice -n 19 "$JAVA_HOME/bin/java" $flags "-XX:AOTCacheOutput=$aot_cache.part" "-Dcairn.home=$cairn_home" \
    -cp "$class_path" cairn.app.Main ${1:+train} "${1:-version}" >"$log" 2>&1 8>&- \
    && [ -s "$aot_cache.part" ] && mv -f "$aot_cache.part" "$aot_cache"
}
