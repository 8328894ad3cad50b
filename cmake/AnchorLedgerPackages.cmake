# Third-party packages, each found once, here. Why each is used is said in the folder that uses it.
# Protobuf comes first: gRPC's package file needs its targets, and Debian packages no CMake
# configuration for it, so the module of CMake finds it.

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(Protobuf 3.21 REQUIRED)
find_package(gRPC 1.51 CONFIG REQUIRED)
find_package(absl CONFIG REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(spdlog 1.10 CONFIG REQUIRED)
find_package(ZLIB 1.2 REQUIRED)
find_package(RocksDB 7.8 CONFIG REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
find_package(nlohmann_json 3.11 CONFIG REQUIRED)
find_library(ANCHORLEDGER_JEMALLOC jemalloc REQUIRED)
if(ANCHORLEDGER_BUILD_TESTS)
  find_package(Catch2 2.13 CONFIG REQUIRED)
  find_package(rapidcheck CONFIG REQUIRED)
  # Debian's own interpreter: it has the modules that the packages of deploy/packages.txt bring.
  set(Python3_FIND_VIRTUALENV STANDARD)
  find_program(Python3_EXECUTABLE python3 PATHS /usr/bin NO_DEFAULT_PATH)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
endif()
