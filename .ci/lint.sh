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

# The folders whose code is linted: seven seconds of processor a file.
read -r -a tidy_folders <<<"${TIDY_FOLDERS:-proto/base proto/runtime proto/wire}"

# The tracked sources in those folders, the ones that changed last first: where time runs out, old
# and linted code is what is left.
files_to_lint() {
  {
    git log -n 40 --name-only --format= -- "${tidy_folders[@]/%//*.cc}"
    git ls-files -- "${tidy_folders[@]/%//*.cc}"
  } | awk '!seen[$0]++' | while read -r file; do [ ! -f "$file" ] || printf '%s\n' "$file"; done
}

# Seconds for clang-tidy: what is asked for, or what is left of the time for everything.
seconds_to_lint() {
  local left=$((ci_minutes * 60 - SECONDS))
  echo $((left < tidy_seconds ? left : tidy_seconds))
}

# clang-tidy finds nothing in those files, as far as the time reaches. Each file that was finished
# leaves a mark; those without one are named at the end.
tidy_is_clean() {
  local marks=build/tidy-marks
  rm -rf "$marks"
  mkdir -p "$marks"
  local files=()
  mapfile -t files < <(files_to_lint)
  printf '%s\0' "${files[@]}" |
    timeout "$(seconds_to_lint)" xargs -0 -n 1 -P "$jobs" .ci/tidy-one "$marks"
  local result=$?
  local file reached=0
  for file in "${files[@]}"; do
    if [ -e "$marks/${file//\//_}" ]; then
      reached=$((reached + 1))
    else
      echo "not linted: $file"
    fi
  done
  echo "clang-tidy finished $reached of ${#files[@]} files"
  [ "$result" -ne 124 ] || return 0
  return "$result"
}
