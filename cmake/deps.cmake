# Outside libraries, each from its Debian package, each seen by one room (src/layers.txt).
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)      # JSON; the only parser tried that refuses all hazards
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)         # original list bytes
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)     # random salts, Ed25519
pkg_check_modules(NETTLE REQUIRED IMPORTED_TARGET nettle)       # SHA-256, by the processor's own instructions where it has them
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc icu-i18n)  # Unicode beyond ASCII
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)       # the one database file
pkg_check_modules(INIH REQUIRED IMPORTED_TARGET inih)            # policy INI
pkg_check_modules(EXPAT REQUIRED IMPORTED_TARGET expat)          # XML; streams, and lets us refuse every DOCTYPE
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)        # workbooks are zip archives; reads them from memory
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter) # workbooks out, row by row in constant memory
pkg_check_modules(PANGOCAIRO REQUIRED IMPORTED_TARGET pangocairo cairo-pdf) # evidence in PDF, any script
pkg_check_modules(MICROHTTPD REQUIRED IMPORTED_TARGET libmicrohttpd) # HTTP/1.1 with limits and a thread pool
pkg_check_modules(SYSTEMD REQUIRED IMPORTED_TARGET libsystemd)     # readiness, watchdog, sockets handed over
pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl)             # licet-fetch alone: https, redirects, resumption
pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp)        # a reader of foreign files gives up network and exec
pkg_check_modules(CMOCKA IMPORTED_TARGET cmocka)                 # tests

set(LIBS_base "")
set(LIBS_os Threads::Threads PkgConfig::SECCOMP)
set(LIBS_codec PkgConfig::JANSSON PkgConfig::ZSTD PkgConfig::SODIUM PkgConfig::NETTLE PkgConfig::EXPAT PkgConfig::LIBZIP m)
set(LIBS_text PkgConfig::ICU)
set(LIBS_policy PkgConfig::INIH)
set(LIBS_store PkgConfig::SQLITE)
set(LIBS_match m)
set(LIBS_index m)
set(LIBS_fetch PkgConfig::CURL)
set(LIBS_server PkgConfig::MICROHTTPD PkgConfig::JANSSON PkgConfig::SYSTEMD Threads::Threads lc_engine)
set(LIBS_report PkgConfig::XLSXWRITER PkgConfig::PANGOCAIRO)
