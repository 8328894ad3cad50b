# Optional accelerators and the sanitizers of this build folder.

if(ANCHORLEDGER_CCACHE)
  find_program(ANCHORLEDGER_CCACHE_PROGRAM ccache)
  if(ANCHORLEDGER_CCACHE_PROGRAM)
    # Paths below the source folder are hashed relative to it, so that one clone can use what
    # another one has compiled.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1
        "${ANCHORLEDGER_CCACHE_PROGRAM}")
  endif()
endif()

if(ANCHORLEDGER_MOLD)
  find_program(ANCHORLEDGER_MOLD_PROGRAM mold)
  if(ANCHORLEDGER_MOLD_PROGRAM)
    add_link_options(-fuse-ld=mold)
  endif()
endif()

if(ANCHORLEDGER_SANITIZE)
  add_compile_options("-fsanitize=${ANCHORLEDGER_SANITIZE}" -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options("-fsanitize=${ANCHORLEDGER_SANITIZE}")
endif()
if(ANCHORLEDGER_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
