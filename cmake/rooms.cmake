# One static library a room, linked only with what src/layers.txt allows; all rooms but the users
# of the public headers together make liblicet.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/layers.txt)
file(STRINGS ${CMAKE_SOURCE_DIR}/src/layers.txt LAYER_LINES REGEX "^[a-z]+:")
set(ROOMS "")
foreach(line IN LISTS LAYER_LINES)
  string(REGEX MATCH "^([a-z]+):([^|]*)" _ "${line}")
  set(room ${CMAKE_MATCH_1})
  separate_arguments(allowed UNIX_COMMAND "${CMAKE_MATCH_2}")
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${room}/*.c)
  list(FILTER files EXCLUDE REGEX "/fetch/main\\.c$")
  if(room STREQUAL "cli")
    set(CLI_FILES ${files})
  elseif(files)
    add_library(lc_${room} STATIC ${files})
    target_include_directories(lc_${room} PUBLIC ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/include)
    foreach(below IN LISTS allowed)
      if(TARGET lc_${below})
        target_link_libraries(lc_${room} PUBLIC lc_${below})
      endif()
    endforeach()
    target_link_libraries(lc_${room} PUBLIC ${LIBS_${room}})
    list(APPEND ROOMS ${room})
  endif()
endforeach()

# The name of the build stands in every answer.
file(GLOB_RECURSE SOURCES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*.c ${CMAKE_SOURCE_DIR}/src/*.h
     ${CMAKE_SOURCE_DIR}/src/*.inc)
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/build_id.c
  COMMAND ${CMAKE_COMMAND} -DROOT=${CMAKE_SOURCE_DIR} -DVERSION=${PROJECT_VERSION}
          -DOUT=${CMAKE_BINARY_DIR}/build_id.c -P ${CMAKE_SOURCE_DIR}/cmake/build_id.cmake
  DEPENDS ${SOURCES} ${CMAKE_SOURCE_DIR}/cmake/build_id.cmake)
if(TARGET lc_engine)
  target_sources(lc_engine PRIVATE ${CMAKE_BINARY_DIR}/build_id.c)
endif()

# The files of the page are part of the program.
file(GLOB_RECURSE PAGE_FILES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/dist/*)
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/page_assets.c
  COMMAND ${CMAKE_COMMAND} -DROOT=${CMAKE_SOURCE_DIR}/web/dist -DOUT=${CMAKE_BINARY_DIR}/page_assets.c
          -P ${CMAKE_SOURCE_DIR}/cmake/assets.cmake
  DEPENDS ${PAGE_FILES} ${CMAKE_SOURCE_DIR}/cmake/assets.cmake)
if(TARGET lc_server)
  target_sources(lc_server PRIVATE ${CMAKE_BINARY_DIR}/page_assets.c)
endif()

if(CLI_FILES AND TARGET lc_engine)
  add_executable(licet ${CLI_FILES})
  target_include_directories(licet PRIVATE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/include)
  target_compile_definitions(licet PRIVATE LICET_SOURCE_DATA="${CMAKE_SOURCE_DIR}/data"
    LICET_INSTALLED_DATA="${CMAKE_INSTALL_FULL_DATADIR}/licet" LICET_VERSION="${PROJECT_VERSION}")
  target_link_libraries(licet PRIVATE lc_engine lc_server)
  install(TARGETS licet RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  install(DIRECTORY include/licet DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(DIRECTORY data/ DESTINATION ${CMAKE_INSTALL_DATADIR}/licet)
endif()

# The only program that goes to the network; it knows no database.
if(TARGET lc_fetch)
  add_executable(licet-fetch ${CMAKE_SOURCE_DIR}/src/fetch/main.c)
  target_link_libraries(licet-fetch PRIVATE lc_fetch)
  install(TARGETS licet-fetch RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
