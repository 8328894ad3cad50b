# The lints of .ci/run, which sources this file.

# Every tracked shell script parses.
shell_syntax() {
  local file bad=0
  while read -r file; do
    if [[ $file == *.sh ]] || head -n 1 "$file" | grep -q '^#!.*sh$'; then
      bash -n "$file" || bad=1
    fi
  done < <(git ls-files -- deploy .ci tests)
  return $bad
}

# clang-format would change nothing in any tracked C++ file.
format_is_clean() {
  git ls-files -z -- '*.h' '*.cc' | xargs -0 clang-format-19 --dry-run --Werror
}

# The folders whose code is linted in the time there is: about ten seconds a file. More folders can
# be named in TIDY_FOLDERS.
read -r -a tidy_folders <<<"${TIDY_FOLDERS:-proto/base proto/runtime proto/wire}"

# clang-tidy finds nothing in those folders, as far as tidy_seconds reach. Each file that was
# finished leaves a mark; those without one are named at the end.
tidy_is_clean() {
  local marks=build/tidy-marks
  rm -rf "$marks"
  mkdir -p "$marks"
  local files=()
  mapfile -t files < <(git ls-files -- "${tidy_folders[@]/%//*.cc}")
  printf '%s\0' "${files[@]}" |
    timeout "$tidy_seconds" xargs -0 -n 1 -P "$jobs" .ci/tidy-one "$marks"
  local result=$?
  local done_count
  done_count=$(find "$marks" -type f | wc -l)
  echo "clang-tidy finished $done_count of ${#files[@]} files"
  if [ "$result" -eq 124 ]; then
    echo "its $tidy_seconds s were used up"
    return 0
  fi
  return "$result"
}
