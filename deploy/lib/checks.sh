# Shared by deploy/test and .ci/run: stages with their time, counts over several runs of ctest, and
# the last line. Source it; it sets `passed`, `failed` and `skipped`.

passed=0
failed=0
skipped=0
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

# One check that either holds or does not: `check NAME command...`.
check() {
  local name=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $name"
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
    echo "FAILED: build $preset"
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
    echo "FAILED: ctest in build/$preset ended with $result"
  fi
  passed=$((passed + total - bad - left))
  failed=$((failed + bad))
  skipped=$((skipped + left))
}

# The number of an attribute of the test suite in a JUnit report.
attribute() {
  grep -m 1 -o "$1=\"[0-9]*\"" "$2" | tr -dc '0-9'
}

# Prints the last line and ends with success only if nothing failed and something passed.
finish() {
  stage_end
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}
