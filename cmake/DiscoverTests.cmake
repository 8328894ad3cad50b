# Run by ctest when it starts, once for each test program (variables: see AnchorLedgerTest.cmake).
# Lists the cases of the program into AL_LIST when the program is newer than the list, then
# includes the list. A program that was not built is a test that fails, never one that is missing.

if(NOT EXISTS "${AL_PROGRAM}")
  add_test("${AL_NAME}: was built" false)
  set_tests_properties("${AL_NAME}: was built" PROPERTIES LABELS "${AL_LABELS}")
  return()
endif()

if(NOT EXISTS "${AL_LIST}" OR "${AL_PROGRAM}" IS_NEWER_THAN "${AL_LIST}"
   OR "${CMAKE_CURRENT_LIST_FILE}" IS_NEWER_THAN "${AL_LIST}")
  execute_process(
    COMMAND "${AL_PROGRAM}" --list-test-names-only
    WORKING_DIRECTORY "${AL_FOLDER}"
    OUTPUT_VARIABLE al_output
    RESULT_VARIABLE al_result)
  if(NOT al_result EQUAL 0)
    message(FATAL_ERROR "${AL_PROGRAM} could not list its tests: ${al_result}\n${al_output}")
  endif()
  string(REPLACE ";" "\\;" al_output "${al_output}")
  string(REPLACE "\n" ";" al_cases "${al_output}")
  set(al_text "")
  foreach(al_case IN LISTS al_cases)
    if(al_case STREQUAL "")
      continue()
    endif()
    # Catch2 reads commas, brackets and backslashes in a name as its filter language.
    string(REGEX REPLACE "([][,\\\\])" "\\\\\\1" al_filter "${al_case}")
    set(al_test "[==[${AL_NAME}: ${al_case}]==]")
    string(APPEND al_text "add_test(${al_test} [==[${AL_PROGRAM}]==] [==[${al_filter}]==])\n"
           "set_tests_properties(${al_test} PROPERTIES LABELS [==[${AL_LABELS}]==] "
           "TIMEOUT ${AL_TIMEOUT} RUN_SERIAL ${AL_SERIAL} SKIP_RETURN_CODE 77 "
           "WORKING_DIRECTORY [==[${AL_FOLDER}]==] "
           "ENVIRONMENT [==[ANCHORLEDGER_BIN_DIR=${AL_BIN_DIR}]==])\n")
  endforeach()
  file(WRITE "${AL_LIST}" "${al_text}")
endif()
include("${AL_LIST}")
