# Writes OUT: the name of this build, from the bytes of every source file. Two builds that may answer
# differently differ in it (replay compares it). Run as: cmake -DROOT= -DVERSION= -DOUT= -P build_id.cmake
file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/src/*.c ${ROOT}/src/*.h ${ROOT}/src/*.inc)
list(SORT files)
set(all "")
foreach(file IN LISTS files)
  file(SHA256 ${ROOT}/${file} hash)
  string(APPEND all "${file} ${hash}\n")
endforeach()
string(SHA256 id "${all}")
string(SUBSTRING ${id} 0 12 id)
file(CONFIGURE OUTPUT ${OUT} CONTENT "const char lc_build_id[] = \"licet ${VERSION} (${id})\";\n")
