# shellcheck shell=sh
# What the launcher tells its user. All of it goes to standard error: standard output belongs to the command.

say() {
  printf 'cairn: %s\n' "$*" >&2
}

# fail TEXT: one line on what is wrong and what to do.
fail() {
  say "$*"
  exit 1
}

# fail_with_log TEXT LOG: the same, after the lines of the log that tell why: its errors, else its end.
fail_with_log() {
  errors=$(grep -E '^\[ERROR\]|^E: ' "$2" | sed 's/^\[ERROR\] *//; s/ -> \[Help [0-9]*\]$//' \
    | grep -vE '^(Tests run|To see|Re-run|For more|\[Help|After correcting|  mvn <args>)|^$' | awk '!seen[$0]++' | head -n 15 || true)
  if [ -n "$errors" ]; then
    printf '%s\n' "$errors" >&2
  else
    tail -n 15 "$2" >&2
  fi
  fail "$1 The whole log: $2"
}

# log_file NAME: where the output of a step goes; made empty.
log_file() {
  mkdir -p "$stage/log" 2>/dev/null || fail "$stage cannot be written; run this as the owner of the checkout."
  true 2>/dev/null >"$stage/log/$1.log" || fail "$stage/log/$1.log cannot be written; run this as the owner of the checkout."
  printf '%s\n' "$stage/log/$1.log"
}

is_root() {
  [ "$(id -u)" = 0 ]
}
