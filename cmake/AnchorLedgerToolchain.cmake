# Optional accelerators and the sanitizers of this build folder.

if(ANCHORLEDGER_CCACHE)
  find_program(ANCHORLEDGER_CCACHE_PROGRAM ccache)
  if(ANCHORLEDGER_CCACHE_PROGRAM)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${ANCHORLEDGER_CCACHE_PROGRAM}")
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
