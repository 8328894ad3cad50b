# The functions every folder uses to declare its targets.
#
#   anchorledger_library(NAME domain LAYER services/domain SOURCES a.cc b.cc DEPS base proto_event
#                        [LINK OpenSSL::Crypto])                -> target anchorledger_domain
#   anchorledger_executable(NAME anchorledgerd LAYER services/server SOURCES ... DEPS ... LINK ...)
#                                                               -> build/<preset>/bin/anchorledgerd
#   anchorledger_proto(NAME proto_api LAYER proto/anchorledger/api/v1 PROTOS a.proto ...
#                      [SERVICES b.proto ...] [DEPS proto_event])  -> target anchorledger_proto_api
#
# DEPS name our targets without the prefix and are checked against cmake/layers.txt; LINK names
# third-party targets. Tests are declared with anchorledger_test (AnchorLedgerTest.cmake).

include(AnchorLedgerLayers)

# -Wextra's missing-field-initializers is off: a designated initialiser leaves out on purpose.
set(ANCHORLEDGER_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -Werror=switch
    -Werror=unused-result -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports overlapping copies inside std::string at -O2 that cannot happen (PR 105651).
  list(APPEND ANCHORLEDGER_WARNINGS -Wno-restrict)
elseif(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  list(APPEND ANCHORLEDGER_WARNINGS -Wthread-safety)
endif()
if(ANCHORLEDGER_SANITIZE)
  # Instrumentation leads the flow analysis of compilers astray; the other presets are the judges.
  list(APPEND ANCHORLEDGER_WARNINGS -Wno-error)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    list(APPEND ANCHORLEDGER_WARNINGS -Wno-maybe-uninitialized)
  endif()
endif()
set(ANCHORLEDGER_GEN_DIR "${CMAKE_BINARY_DIR}/gen")

# What all targets of ours share: warnings as errors, the include root, links.
function(anchorledger_configure_target target visibility)
  cmake_parse_arguments(ARG "" "LAYER" "DEPS;LINK" ${ARGN})
  if(NOT ARG_LAYER)
    message(FATAL_ERROR "${target}: LAYER is missing")
  endif()
  list(TRANSFORM ARG_DEPS PREPEND "anchorledger_" OUTPUT_VARIABLE deps)
  target_link_libraries(${target} ${visibility} ${deps} ${ARG_LINK})
  target_include_directories(${target} ${visibility} "${CMAKE_SOURCE_DIR}")
  if(NOT visibility STREQUAL "INTERFACE")
    target_compile_options(${target} PRIVATE ${ANCHORLEDGER_WARNINGS})
  endif()
  anchorledger_record_arrows(${target} "${ARG_LAYER}" "${ARG_DEPS}")
endfunction()

# One library a folder. Without SOURCES it is header-only.
function(anchorledger_library)
  cmake_parse_arguments(ARG "" "NAME;LAYER" "SOURCES;DEPS;LINK" ${ARGN})
  set(target "anchorledger_${ARG_NAME}")
  if(ARG_SOURCES)
    add_library(${target} STATIC ${ARG_SOURCES})
    set(visibility PUBLIC)
  else()
    add_library(${target} INTERFACE)
    set(visibility INTERFACE)
  endif()
  anchorledger_configure_target(${target} ${visibility} LAYER "${ARG_LAYER}" DEPS ${ARG_DEPS}
                                LINK ${ARG_LINK})
endfunction()

# A program: target and file are called NAME.
function(anchorledger_executable)
  cmake_parse_arguments(ARG "" "NAME;LAYER" "SOURCES;DEPS;LINK" ${ARGN})
  add_executable(${ARG_NAME} ${ARG_SOURCES})
  set_target_properties(${ARG_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
  anchorledger_configure_target(${ARG_NAME} PRIVATE LAYER "${ARG_LAYER}" DEPS ${ARG_DEPS}
                                LINK ${ARG_LINK})
endfunction()

# Generates C++ for one .proto below proto/, both plugins in one call, and appends the sources to
# the list named by `out`. CMake's own protobuf_generate places files by the source folder and
# would break the include root, which is why this is written by hand.
function(anchorledger_generate_proto proto grpc out)
  string(REGEX REPLACE "\\.proto$" "" stem "${proto}")
  set(base "${ANCHORLEDGER_GEN_DIR}/${stem}")
  # In the order of protoc's file of dependencies: Ninja takes one that begins with another output
  # for a wrong one, and makes everything anew.
  set(outputs "${base}.pb.cc" "${base}.pb.h")
  set(options --cpp_out=${ANCHORLEDGER_GEN_DIR})
  if(grpc)
    list(PREPEND outputs "${base}.grpc.pb.cc" "${base}.grpc.pb.h")
    list(APPEND options --grpc_out=${ANCHORLEDGER_GEN_DIR}
         "--plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin>")
  endif()
  add_custom_command(
    OUTPUT ${outputs}
    COMMAND ${CMAKE_COMMAND} -E make_directory "${ANCHORLEDGER_GEN_DIR}"
    COMMAND protobuf::protoc "--proto_path=${CMAKE_SOURCE_DIR}/proto"
            "--dependency_out=${base}.pb.d" ${options} "${proto}"
    DEPENDS "${CMAKE_SOURCE_DIR}/proto/${proto}" protobuf::protoc
    DEPFILE "${base}.pb.d"
    COMMENT "Generating ${proto}"
    VERBATIM)
  file(MAKE_DIRECTORY "${ANCHORLEDGER_GEN_DIR}")
  list(FILTER outputs INCLUDE REGEX "\\.cc$")
  set(${out} ${${out}} ${outputs} PARENT_SCOPE)
endfunction()

# The generated code of one proto package: SERVICES are the files that declare a service and need
# gRPC, PROTOS the others. With no file yet the target exists and is empty.
function(anchorledger_proto)
  cmake_parse_arguments(ARG "" "NAME;LAYER" "PROTOS;SERVICES;DEPS" ${ARGN})
  set(target "anchorledger_${ARG_NAME}")
  list(TRANSFORM ARG_DEPS PREPEND "anchorledger_" OUTPUT_VARIABLE deps)
  anchorledger_record_arrows(${target} "${ARG_LAYER}" "${ARG_DEPS}")
  set(sources)
  foreach(proto IN LISTS ARG_PROTOS)
    anchorledger_generate_proto("${proto}" OFF sources)
  endforeach()
  foreach(proto IN LISTS ARG_SERVICES)
    anchorledger_generate_proto("${proto}" ON sources)
  endforeach()
  if(sources)
    add_library(${target} STATIC ${sources})
    target_compile_options(${target} PRIVATE -w)
    set(visibility PUBLIC)
  else()
    add_library(${target} INTERFACE)
    set(visibility INTERFACE)
  endif()
  target_include_directories(${target} SYSTEM ${visibility} "${ANCHORLEDGER_GEN_DIR}")
  target_link_libraries(${target} ${visibility} ${deps} protobuf::libprotobuf)
  if(ARG_SERVICES)
    target_link_libraries(${target} ${visibility} gRPC::grpc++)
  endif()
endfunction()
