# Reads the selected tests (file=selected), the names that passed before (file=before), and what `tempest run` printed
# (file=run).
# Prints a table by service, the reasons of skips, the first line of each failure, and the tests that were lost; writes
# the names that passed to passed_file. Ends with 1 when a test that passed before did not pass now.

function bare(name) { sub(/\[.*/, "", name); return name }
function class_of(name) { sub(/\.[^.]*$/, "", name); return name }
function service_of(name, part) { split(name, part, "."); return part[2] == "api" ? part[3] : part[2] }

file == "selected" { name = bare($0); order[++count] = name; next }
file == "before" { before[bare($0)] = 1; next }

# A test, or the setting up and taking down of a class: "{0} setUpClass (a.b.C) [0.1s] ... FAILED".
/^\{[0-9]+\} / {
  subject = $2
  if ($2 ~ /^(setUpClass|tearDownClass)$/) { subject = $3; gsub(/[()]/, "", subject) }
  subject = bare(subject)
  failing = ""
  if (/ \.\.\. ok$/) result[subject] = "passed"
  else if (match($0, / \.\.\. SKIPPED/)) {
    result[subject] = "skipped"
    why[subject] = substr($0, RSTART + RLENGTH)
    sub(/^: */, "", why[subject])
  } else if (/ \.\.\. FAILED$/) { result[subject] = "failed"; failing = subject; if ($2 == "tearDownClass") torn[subject] = 1 }
  next
}

# The last line of a traceback that looks like "some.Exception: text", and the details that Tempest puts below it.
failing != "" && /^    [A-Za-z_][A-Za-z0-9_.]*(Error|Exception|Mismatch|[a-z][A-Z][A-Za-z]*|exceptions\.[A-Za-z]*): / { why[failing] = trimmed($0) }
failing != "" && /^Details: / && !(failing in detailed) { why[failing] = why[failing] " " $0; detailed[failing] = 1 }

function trimmed(text) { sub(/^ */, "", text); sub(/^(tempest\.lib\.exceptions|testtools\.matchers\._impl)\./, "", text); return text }

END {
  for (i = 1; i <= count; i++) {
    name = order[i]; class = class_of(name); service = service_of(name)
    outcome = result[name]; reason = why[name]
    if (outcome == "") { outcome = class in result && !(class in torn) ? result[class] : "failed"; reason = class in result ? why[class] : "did not run" }
    number[service, outcome]++; number["all", outcome]++
    services[service] = 1
    if (outcome == "passed") print name > passed_file
    else if (name in before) lost[++losses] = name
    if (outcome == "skipped") skips[service "\t" reason]++
    if (outcome == "failed") { failures[++failed] = name; cause[name] = reason }
  }
  for (class in torn) { failures[++failed] = class ".tearDownClass"; cause[class ".tearDownClass"] = why[class] }
  if (failed) {
    print "failed:"
    for (i = 1; i <= failed; i++) printf "  %s\n      %s\n", failures[i], substr(cause[failures[i]], 1, 300)
  }
  sorted = "sort -t '\t' -k 1,1 -k 2,2nr"
  print "skipped, and why:"
  for (key in skips) { split(key, part, "\t"); printf "  %s\t%4d\t%s\n", part[1], skips[key], part[2] | sorted }
  close(sorted)
  printf "%-12s %8s %8s %8s\n", "", "passed", "failed", "skipped"
  for (service in services) line(service)
  line("all")
  for (i = 1; i <= losses; i++) print "lost: " lost[i]
  exit losses > 0
}

function line(service) {
  printf "%-12s %8d %8d %8d\n", service, number[service, "passed"], number[service, "failed"], number[service, "skipped"]
}
