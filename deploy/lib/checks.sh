# Shared by deploy/test and .ci/run: stages with their time, counts over several runs of ctest, what
# failed by name, and the last line. Source it; it sets `passed`, `failed`, `skipped`, `failures`.

passed=0
failed=0
skipped=0
failures=()
stage_name=""
stage_start=0

# A heading, and the time that the stage before it took.
stage() {
  stage_end
  stage_name=$1
  stage_start=$SECONDS
  echo "=== $stage_name"
}

stage_end() {
  [ -z "$stage_name" ] || echo "=== $stage_name: $((SECONDS - stage_start)) s"
  stage_name=""
}

# What failed goes by its name to the end of the output, too: `note_failure NAME...`.
note_failure() {
  local name
  for name in "$@"; do
    failures+=("$name")
    echo "FAILED: $name"
  done
}

# One check that either holds or does not: `check NAME command...`.
check() {
  local name=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    note_failure "$name"
  fi
}

# Configures and builds a preset; a failure counts as one failed check. `build PRESET [target...]`.
build() {
  local preset=$1
  shift
  local targets=()
  [ $# -eq 0 ] || targets=(--target "$@")
  if ! cmake --preset "$preset" -DANCHORLEDGER_BUILD_TESTS=ON >/dev/null ||
    ! cmake --build "build/$preset" --parallel "$jobs" "${targets[@]}"; then
    failed=$((failed + 1))
    note_failure "build $preset"
    return 1
  fi
}

# Runs ctest in the folder of a preset and adds to the counts. `run_ctest PRESET [option...]`.
# No test found, or a report that cannot be read, is a failure.
run_ctest() {
  local preset=$1
  shift
  local report="$PWD/build/$preset/report.xml"
  rm -f "$report"
  ctest --test-dir "build/$preset" --parallel "$jobs" --output-on-failure --no-tests=error \
    --output-junit "$report" "$@" | grep -v '^ *Start '
  local result=${PIPESTATUS[0]}
  local total=0 bad=0 left=0
  if [ -f "$report" ]; then
    total=$(attribute tests "$report")
    bad=$(attribute failures "$report")
    left=$(($(attribute skipped "$report") + $(attribute disabled "$report")))
  fi
  if [ "$bad" -eq 0 ] && { [ "$result" -ne 0 ] || [ "$total" -eq 0 ]; }; then
    bad=1
    [ "$total" -gt 0 ] || total=1
    note_failure "ctest in build/$preset ended with $result"
  elif [ "$bad" -ne 0 ]; then
    local names=()
    mapfile -t names < <(failed_cases "$report")
    note_failure "${names[@]/#/$preset: }"
  fi
  passed=$((passed + total - bad - left))
  failed=$((failed + bad))
  skipped=$((skipped + left))
}

# The number of an attribute of the test suite in a JUnit report.
attribute() {
  grep -m 1 -o "$1=\"[0-9]*\"" "$2" | tr -dc '0-9'
}

# The names of the test cases of a JUnit report that failed, each once, however often it was tried.
failed_cases() {
  awk '/<testcase /{ name = $0; sub(/.* name="/, "", name); sub(/".*/, "", name); told = 0 }
       /<failure|<error/{ if (!told) print name; told = 1 }' "$1"
}

# Prints what failed and the last line, and ends with success only if nothing failed and something
# passed.
finish() {
  stage_end
  [ ${#failures[@]} -eq 0 ] || printf 'failed: %s\n' "${failures[@]}"
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}
