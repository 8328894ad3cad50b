# The layer check: every link between two of our targets is compared with cmake/layers.txt.
#
# Targets record their arrows while the folders are read; anchorledger_check_layers(), called once
# at the end of the root CMakeLists.txt, then judges them all, so folders may come in any order.

set(ANCHORLEDGER_LAYERS_FILE "${CMAKE_CURRENT_LIST_DIR}/layers.txt")
set_property(DIRECTORY "${CMAKE_SOURCE_DIR}" APPEND
             PROPERTY CMAKE_CONFIGURE_DEPENDS "${ANCHORLEDGER_LAYERS_FILE}")

file(STRINGS "${ANCHORLEDGER_LAYERS_FILE}" anchorledger_layer_lines REGEX "^[^#].*:")
foreach(line IN LISTS anchorledger_layer_lines)
  string(REGEX MATCH "^([^:]+):(.*)$" _ "${line}")
  set(layer "${CMAKE_MATCH_1}")
  string(STRIP "${CMAKE_MATCH_2}" allowed)
  string(REGEX REPLACE " +" ";" allowed "${allowed}")
  set_property(GLOBAL APPEND PROPERTY ANCHORLEDGER_LAYERS "${layer}")
  set_property(GLOBAL PROPERTY "ANCHORLEDGER_ALLOWED_${layer}" "${allowed}")
endforeach()

# Remembers that `target` lives in `layer` and uses the targets named by `deps` (no prefix).
function(anchorledger_record_arrows target layer deps)
  get_property(layers GLOBAL PROPERTY ANCHORLEDGER_LAYERS)
  string(REGEX REPLACE "^tests/.*" "tests" layer "${layer}")
  if(NOT layer IN_LIST layers)
    message(FATAL_ERROR "${target}: the layer '${layer}' is not in cmake/layers.txt")
  endif()
  set_property(GLOBAL APPEND PROPERTY ANCHORLEDGER_TARGETS "${target}")
  set_property(GLOBAL PROPERTY "ANCHORLEDGER_LAYER_${target}" "${layer}")
  set_property(GLOBAL PROPERTY "ANCHORLEDGER_DEPS_${target}" "${deps}")
endfunction()

# Stops the configure step at the first arrow that cmake/layers.txt does not allow.
function(anchorledger_check_layers)
  get_property(targets GLOBAL PROPERTY ANCHORLEDGER_TARGETS)
  foreach(target IN LISTS targets)
    get_property(layer GLOBAL PROPERTY "ANCHORLEDGER_LAYER_${target}")
    get_property(deps GLOBAL PROPERTY "ANCHORLEDGER_DEPS_${target}")
    get_property(allowed GLOBAL PROPERTY "ANCHORLEDGER_ALLOWED_${layer}")
    foreach(dep IN LISTS deps)
      get_property(dep_layer GLOBAL PROPERTY "ANCHORLEDGER_LAYER_anchorledger_${dep}")
      if(NOT dep_layer)
        message(FATAL_ERROR "${target} depends on '${dep}', which no folder defines")
      endif()
      if(NOT dep_layer STREQUAL layer AND NOT dep_layer IN_LIST allowed
         AND NOT allowed STREQUAL "*")
        message(FATAL_ERROR "wrong arrow: ${target} (${layer}) may not use "
                            "anchorledger_${dep} (${dep_layer}); see cmake/layers.txt")
      endif()
    endforeach()
  endforeach()
endfunction()
