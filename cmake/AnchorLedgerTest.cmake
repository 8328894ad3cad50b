# Tests and fuzz targets.
#
#   anchorledger_test(NAME unit_domain LABEL unit SOURCES a_test.cc DEPS domain
#                     [LINK rapidcheck] [TIMEOUT 300] [SERIAL] [TSAN] [TARGETS_NEEDED tgt ...])
#
# builds build/<preset>/tests/unit_domain and registers each TEST_CASE with ctest under LABEL.
# The cases are listed when ctest starts and the program is newer than its list, never while
# building. Tests run in the source folder, with ANCHORLEDGER_BIN_DIR naming the folder of our
# programs. SERIAL: no other test beside it. TSAN: free of gRPC and RocksDB, also run under the
# thread sanitizer (label `tsan`). A test that cannot run here exits with 77 (tests/support/skip.h).
#
#   anchorledger_fuzz(NAME fuzz_record SOURCES fuzz_record.cc DEPS storage_log)
#
# builds a libFuzzer program where ANCHORLEDGER_FUZZ is on; elsewhere the same source is linked to
# a small driver which replays tests/fuzz/corpus/<NAME>, registered under the label `regression`.

set(ANCHORLEDGER_DISCOVER_SCRIPT "${CMAKE_SOURCE_DIR}/cmake/DiscoverTests.cmake")

# What the presets tsan and fuzz build: all that was declared for them.
add_custom_target(tsan_tests)
add_custom_target(fuzz_programs)

function(anchorledger_test)
  cmake_parse_arguments(ARG "SERIAL;TSAN" "NAME;LABEL;TIMEOUT" "SOURCES;DEPS;LINK;TARGETS_NEEDED"
                        ${ARGN})
  if(NOT ARG_NAME OR NOT ARG_LABEL OR ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "anchorledger_test(${ARG_NAME}): bad arguments")
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  add_executable(${ARG_NAME} ${ARG_SOURCES})
  set_target_properties(${ARG_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY
                                               "${CMAKE_BINARY_DIR}/tests")
  anchorledger_configure_target(${ARG_NAME} PRIVATE LAYER tests DEPS ${ARG_DEPS} LINK
                                anchorledger_catch_main Catch2::Catch2 ${ARG_LINK})
  if(ARG_TARGETS_NEEDED)
    add_dependencies(${ARG_NAME} ${ARG_TARGETS_NEEDED})
  endif()

  set(labels "${ARG_LABEL}")
  if(ARG_TSAN)
    list(APPEND labels tsan)
    add_dependencies(tsan_tests ${ARG_NAME})
  endif()
  set(program "${CMAKE_BINARY_DIR}/tests/${ARG_NAME}")
  set(include_file "${CMAKE_CURRENT_BINARY_DIR}/${ARG_NAME}_include.cmake")
  file(WRITE "${include_file}" "\
set(AL_NAME [==[${ARG_NAME}]==])
set(AL_PROGRAM [==[${program}]==])
set(AL_LABELS [==[${labels}]==])
set(AL_TIMEOUT [==[${ARG_TIMEOUT}]==])
set(AL_SERIAL [==[${ARG_SERIAL}]==])
set(AL_FOLDER [==[${CMAKE_SOURCE_DIR}]==])
set(AL_BIN_DIR [==[${CMAKE_BINARY_DIR}/bin]==])
set(AL_LIST [==[${CMAKE_CURRENT_BINARY_DIR}/${ARG_NAME}_cases.cmake]==])
include([==[${ANCHORLEDGER_DISCOVER_SCRIPT}]==])
")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${include_file}")
endfunction()

function(anchorledger_fuzz)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;DEPS;LINK" ${ARGN})
  set(target "${ARG_NAME}")
  if(ANCHORLEDGER_FUZZ)
    add_executable(${target} ${ARG_SOURCES})
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    add_dependencies(fuzz_programs ${target})
  else()
    add_executable(${target} ${ARG_SOURCES} "${CMAKE_SOURCE_DIR}/tests/support/replay_main.cc")
    add_test(NAME "${ARG_NAME}: replays its corpus"
             COMMAND ${target} "${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${ARG_NAME}")
    set_tests_properties("${ARG_NAME}: replays its corpus" PROPERTIES LABELS regression)
  endif()
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/fuzz")
  anchorledger_configure_target(${target} PRIVATE LAYER tests DEPS ${ARG_DEPS} LINK ${ARG_LINK})
endfunction()
