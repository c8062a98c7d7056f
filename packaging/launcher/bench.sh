# shellcheck shell=sh
# ./cairn bench ...: the benchmark of tests/bench, which is no part of the program: built apart, run beside its jars.

run_bench() {
  find_java
  build_when_stale
  build_bench_when_stale
  bench_path=$(printf '%s\n' "$bench/lib/"*.jar "$run_folder/"*.jar | tr '\n' ':')
  exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx1g --enable-native-access=ALL-UNNAMED "-Dcairn.home=$cairn_home" \
    -cp "${bench_path%:}" cairn.bench.Bench "$@"
}

build_bench_when_stale() {
  bench=$cairn_home/tests/bench/target/bench
  if [ -e "$bench/stamp" ] && [ -z "$(find "$cairn_home/tests/bench/src" "$cairn_home/tests/bench/pom.xml" "$stage/stamp" \
      -newer "$bench/stamp" | head -n 1)" ]; then
    return
  fi
  need_maven
  take_build_lock
  log=$(log_file bench)
  mkdir -p "$bench"
  : >"$bench/stamp.next"
  say "building the benchmark"
  maven -Dquick -Dmaven.test.skip=true -pl tests/bench -am package | show_progress "$log"
  maven_succeeded || fail_with_log "the benchmark could not be built." "$log"
  mv -f "$bench/stamp.next" "$bench/stamp"
  release_build_lock
}
