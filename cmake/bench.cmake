# bench/*.c: programs that make bench and tests/perf run. tests/perf counts instructions, so it is there only
# where the build is the one people run.
if(NOT BUILD_TESTING)
  return()
endif()
add_executable(names_make ${CMAKE_SOURCE_DIR}/bench/names_make.c)
add_executable(index_bench ${CMAKE_SOURCE_DIR}/bench/index_bench.c)
target_include_directories(index_bench PRIVATE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/tests)
target_compile_definitions(index_bench PRIVATE LICET_DATA_DIR="${CMAKE_SOURCE_DIR}/data")
target_link_libraries(index_bench PRIVATE lc_match lc_os)

if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT LICET_SANITIZE AND NOT LICET_COVERAGE)
  add_test(NAME perf.instructions COMMAND bash ${CMAKE_SOURCE_DIR}/tests/perf/instructions.sh)
  set_tests_properties(perf.instructions PROPERTIES TIMEOUT 900 ENVIRONMENT
    "LICET_BUILD=${CMAKE_BINARY_DIR};LICET_DATA=${CMAKE_SOURCE_DIR}/data")
endif()
add_executable(sources_count ${CMAKE_SOURCE_DIR}/bench/sources_count.c)
target_include_directories(sources_count PRIVATE ${CMAKE_SOURCE_DIR}/src)
target_link_libraries(sources_count PRIVATE lc_source lc_os)
