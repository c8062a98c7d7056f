# shellcheck shell=sh
# The start: the flags, the AOT cache, and the hand-over to cairn.app.Main.

# start ARGUMENT...
start() {
  class_path=$(printf '%s\n' "$run_folder/"*.jar | LC_ALL=C sort | tr '\n' ':')
  class_path=${class_path%:}
  flags="-XX:+UseCompactObjectHeaders -XX:+UseG1GC -Xms64m -Xmx1g -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED"
  quiet="-Xlog:disable -Xlog:all=error:stderr"
  find_aot_cache
  # CAIRN_JAVA_OPTIONS comes last, so that it wins. Word splitting is meant.
  # shellcheck disable=SC2086
  exec "$JAVA_HOME/bin/java" $flags $quiet $aot_flag "-Dcairn.home=$cairn_home" ${CAIRN_JAVA_OPTIONS:-} \
    -cp "$class_path" cairn.app.Main "$@"
}

# An AOT cache halves the CPU time of a start. It fits one build, one JDK and one set of flags, so its name says which.
# It is made once, at the first start, by a short run of the program; without it everything works, only slower.
find_aot_cache() {
  aot_flag=
  aot_cache=$run_folder/$( (cat "$JAVA_HOME/release"; echo "$flags") | cksum | cut -d ' ' -f 1).aot
  if [ ! -e "$aot_cache" ] && [ ! -e "$aot_cache.failed" ] && [ -w "$run_folder" ]; then
    make_aot_cache
  fi
  if [ -s "$aot_cache" ]; then
    aot_flag="-XX:AOTCache=$aot_cache"
  fi
}

make_aot_cache() {
  take_build_lock
  if [ ! -e "$aot_cache" ]; then
    log=$(log_file aot)
    # shellcheck disable=SC2086
    if timeout 120 "$JAVA_HOME/bin/java" $flags "-XX:AOTCacheOutput=$aot_cache.part" "-Dcairn.home=$cairn_home" \
        -cp "$class_path" cairn.app.Main version >"$log" 2>&1 </dev/null 9>&- && [ -s "$aot_cache.part" ]; then
      mv -f "$aot_cache.part" "$aot_cache"
    else
      rm -f "$aot_cache.part"
      : >"$aot_cache.failed"
    fi
  fi
  release_build_lock
}
