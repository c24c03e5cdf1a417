# tests/unit/<room>_<what>.c   -> one cmocka program, linked with that room and what lies below it
# tests/golden|fault|policy|prop/*.sh -> one CTest each, run with the built licet in $LICET
# fuzz/<room>_<what>.c         -> with LICET_FUZZ a libFuzzer program, else a replayer of its corpus
if(NOT BUILD_TESTING)
  return()
endif()
set(SHARED_DIR "$ENV{LICET_SHARED}")
if(NOT SHARED_DIR)
  set(SHARED_DIR ${CMAKE_SOURCE_DIR}/../shared)
endif()

function(licet_link_room target file)
  get_filename_component(name ${file} NAME_WE)
  string(REGEX REPLACE "_.*" "" room ${name})
  if(TARGET lc_${room})
    target_link_libraries(${target} PRIVATE lc_${room})
  endif()
endfunction()

if(CMOCKA_FOUND)
  file(GLOB unit CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/unit/*.c)
  foreach(file IN LISTS unit)
    get_filename_component(name ${file} NAME_WE)
    add_executable(test_${name} ${file})
    licet_link_room(test_${name} ${file})
    target_include_directories(test_${name} PRIVATE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/tests
                               ${CMAKE_SOURCE_DIR}/include)
    target_link_libraries(test_${name} PRIVATE PkgConfig::CMOCKA)
    target_compile_definitions(test_${name} PRIVATE LICET_SHARED_DEFAULT="${SHARED_DIR}"
      LICET_DATA_DIR="${CMAKE_SOURCE_DIR}/data" LICET_TESTS_DIR="${CMAKE_SOURCE_DIR}/tests")
    add_test(NAME unit.${name} COMMAND test_${name})
    set_tests_properties(unit.${name} PROPERTIES TIMEOUT 600)
  endforeach()
endif()

file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/golden/*.sh
     ${CMAKE_SOURCE_DIR}/tests/fault/*.sh ${CMAKE_SOURCE_DIR}/tests/policy/*.sh
     ${CMAKE_SOURCE_DIR}/tests/prop/*.sh)
foreach(file IN LISTS scripts)
  file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR}/tests ${file})
  string(REPLACE "/" "." name ${name})
  string(REGEX REPLACE "\\.sh$" "" name ${name})
  add_test(NAME ${name} COMMAND bash ${file})
  set_tests_properties(${name} PROPERTIES TIMEOUT 900 SKIP_RETURN_CODE 77 ENVIRONMENT
    "LICET=${CMAKE_BINARY_DIR}/licet;LICET_SHARED=${SHARED_DIR};LICET_SOURCE=${CMAKE_SOURCE_DIR};LICET_BUILD=${CMAKE_BINARY_DIR};LICET_DATA=${CMAKE_SOURCE_DIR}/data")
endforeach()

file(GLOB targets CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/fuzz/*.c)
list(FILTER targets EXCLUDE REGEX "/replay_main\\.c$")
foreach(file IN LISTS targets)
  get_filename_component(name ${file} NAME_WE)
  add_executable(fuzz_${name} ${file})
  target_compile_definitions(fuzz_${name} PRIVATE LICET_DATA_DIR="${CMAKE_SOURCE_DIR}/data")
  licet_link_room(fuzz_${name} ${file})
  if(LICET_FUZZ)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(fuzz_${name} PRIVATE ${CMAKE_SOURCE_DIR}/fuzz/replay_main.c)
    add_test(NAME fuzz.${name} COMMAND fuzz_${name} ${CMAKE_SOURCE_DIR}/fuzz/corpus/${name})
  endif()
endforeach()
