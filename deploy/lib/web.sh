# Builds and tests the web client. Source it in the folder of the repository, after node.sh, and for
# run_vitest after checks.sh.

# Whether anything that the pages are made of is newer than the pages.
web_is_stale() {
  [ -f clients/web/dist/index.html ] || return 0
  [ -n "$(find clients/web proto/anchorledger proto/google \
    \( -name node_modules -o -name dist -o -name gen \) -prune -o \
    -type f -newer clients/web/dist/index.html -print -quit)" ]
}

# The packages of the lock file, unless they are there already.
install_web_packages() {
  local have=clients/web/node_modules/.package-lock.json
  [ -f "$have" ] && [ ! clients/web/package-lock.json -nt "$have" ] && return 0
  (cd clients/web && npm ci --no-audit --no-fund) && touch "$have"
}

# Makes clients/web/dist, if it is not there or is older than its sources.
build_web() {
  web_is_stale || return 0
  use_node || { echo "no Node.js that is new enough: deploy/install node" >&2; return 1; }
  install_web_packages && (cd clients/web && npm run --silent build)
}

# Runs tests of the web client and adds to the counts: `run_vitest NAME npm-script`. A run without a
# report, or without a test, is a failure.
run_vitest() {
  local name=$1 report="$PWD/build/web-$2.xml"
  rm -f "$report"
  use_node || { failed=$((failed + 1)); note_failure "$name: no Node.js"; return; }
  (cd clients/web && CI_REPORT="$report" timeout 900 npm run --silent "$2")
  local result=$? total=0 bad=0 left=0 names=()
  if [ -f "$report" ]; then
    total=$(grep -c '<testcase ' "$report")
    mapfile -t names < <(failed_cases "$report")
    bad=${#names[@]}
    left=$(grep -c '<skipped' "$report")
  fi
  if [ "$bad" -eq 0 ] && { [ "$result" -ne 0 ] || [ "$total" -eq 0 ]; }; then
    bad=1
    [ "$total" -gt 0 ] || total=1
    note_failure "$name ended with $result"
  elif [ "$bad" -ne 0 ]; then
    note_failure "${names[@]/#/$name: }"
  fi
  passed=$((passed + total - bad - left))
  failed=$((failed + bad))
  skipped=$((skipped + left))
}
