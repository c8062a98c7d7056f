# shellcheck shell=sh
# The build: made when the sources are newer than the last one. Maven leaves the jars in $stage/lib; they are then
# linked into a folder named by their content, $stage/run/ID, which never changes afterwards. So a cloud that runs
# goes on with its own jars while the next build is made, and a build that changes nothing changes nothing.

build_when_stale() {
  if is_stale; then
    take_build_lock
    # Another start may have built while this one waited.
    if is_stale; then
      build
    fi
    release_build_lock
  fi
  run_folder=$stage/run/$(cat "$stage/current")
}

is_stale() {
  [ -s "$stage/current" ] && [ -e "$stage/stamp" ] && [ -d "$stage/run/$(cat "$stage/current")" ] || return 0
  [ -n "$(newer_sources | head -n 1)" ]
}

newer_sources() {
  cd "$cairn_home" && find pom.xml .mvn app platform services hosts \
    \( -name target -o -path '*/src/test' \) -prune -o \
    \( -name pom.xml -o -path '.mvn/*' -o -path '*/src/*' \) -newer "$stage/stamp" -print 2>/dev/null
}

take_build_lock() {
  mkdir -p "$stage" 2>/dev/null && [ -w "$stage" ] || fail "$stage cannot be written; run this as the owner of the checkout."
  exec 9>"$stage/lock"
  if command -v flock >/dev/null && ! flock -n 9; then
    say "waiting for another build of this checkout"
    flock 9
  fi
}

release_build_lock() {
  exec 9>&-
}

build() {
  need_maven
  log=$(log_file build)
  rm -f "$stage/maven.status"
  : >"$stage/stamp.next"
  say "building (the first time takes a minute or two)"
  # The tests and the gates belong to ./cairn test.
  maven -T 1C -Dquick -Dmaven.test.skip=true -pl app -am package | show_progress "$log"
  maven_succeeded || fail_with_log "the build failed." "$log"
  keep_build
}

# maven ARGUMENT...: runs it for the head of a pipe, which loses its status; maven_succeeded tells it afterwards.
maven() {
  maven_status=0
  (cd "$cairn_home" && exec mvn -B -ntp -Dstyle.color=never "$@" </dev/null 2>&1 9>&-) || maven_status=$?
  echo "$maven_status" >"$stage/maven.status"
}

maven_succeeded() {
  [ "$(cat "$stage/maven.status")" = 0 ]
}

# show_progress LOG: Maven's output into the log, and a line for each module to the terminal.
show_progress() {
  while IFS= read -r line; do
    printf '%s\n' "$line"
    case $line in
      "[INFO] Building "*\[*/*\])
        module=${line#"[INFO] Building "}
        count=${module##*\[}
        printf '  %-8s %s\n' "[$count" "${module%% *}" >&2 ;;
    esac
  done >"$1"
}

# Called with the jars of a finished build in $stage/lib, and stamp.next as old as its beginning.
keep_build() {
  id=$(cd "$stage/lib" && LC_ALL=C sha256sum -- *.jar | sha256sum | cut -c 1-16)
  if [ ! -d "$stage/run/$id" ]; then
    rm -rf "$stage/run/$id.part"
    mkdir -p "$stage/run/$id.part"
    ln "$stage/lib/"*.jar "$stage/run/$id.part/" 2>/dev/null || cp -f "$stage/lib/"*.jar "$stage/run/$id.part/"
    mv "$stage/run/$id.part" "$stage/run/$id"
  fi
  printf '%s\n' "$id" >"$stage/current"
  mv -f "$stage/stamp.next" "$stage/stamp"
  forget_old_builds
}

# Builds that no process runs from are removed.
forget_old_builds() {
  for old in "$stage/run/"*; do
    [ "$old" != "$stage/run/$id" ] || continue
    is_in_use "$old/" || rm -rf "$old"
  done
}

# is_in_use TEXT: does a command line hold it? By way of the environment, so that no command line of ours does.
is_in_use() {
  cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' '\n' \
    | wanted=$1 awk 'index($0, ENVIRON["wanted"]) { found = 1 } END { exit !found }'
}
