# The commands people type; CMake does the work. Start with: tools/setup && make demo
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 60
JOBS := $(shell nproc 2>/dev/null || echo 2)
SOURCES = $(shell find src include tests fuzz -name '*.[ch]')

.PHONY: all demo test test-browser test-api web docs asan bench bench-quality bench-serve bench-serve-peers install format lint coverage fuzz man clean

all: build/release/build.ninja
	@cmake --build --preset release
	@echo "built build/release/licet; try: make demo"

build/release/build.ninja:
	@cmake --preset release

demo: all               # what it does, on the sample lists and orders
	@tools/demo build/release/licet

test: all               # every test of the release build
	@ctest --preset release -j $(JOBS)

test-browser: all       # the page in headless Chromium; needs node, npm, chromium
	@tests/browser/run $(CURDIR)/build/release/licet

test-api: all           # the service against its own OpenAPI file; needs python3-venv and PyPI
	@tests/api/run $(CURDIR)/build/release/licet

web:                    # the page, from web/src into web/dist; needs node and npm
	@cd web && npm ci --no-audit --no-fund && npm run build

docs:                   # the documentation as a site in build/site; needs mkdocs (tools/setup --dev)
	@python3 tests/docs/links.py
	@mkdocs build --quiet --strict --clean
	@echo "built build/site/index.html"

asan:                   # the same under AddressSanitizer and UndefinedBehaviorSanitizer
	@cmake --preset asan
	@cmake --build --preset asan
	@ctest --preset asan -j $(JOBS)

bench: all              # measured ratios, each from one run
	@LICET=$(CURDIR)/build/release/licet bench/run.sh
	@LICET=$(CURDIR)/build/release/licet python3 bench/orders_run.py
	@LICET=$(CURDIR)/build/release/licet python3 bench/index_run.py
	@LICET=$(CURDIR)/build/release/licet python3 bench/rescreen_run.py

bench-quality: all      # what is found at how many false alarms; needs LICET_SHARED
	@LICET=$(CURDIR)/build/release/licet python3 bench/kit_run.py --write
	@LICET=$(CURDIR)/build/release/licet python3 bench/alerts_run.py --write

bench-serve: all        # licet serve under load; LIST=consolidated.csv, needs wrk
	@LICET=$(CURDIR)/build/release/licet python3 bench/serve_run.py $(LIST)

bench-serve-peers: all  # the same beside yente; LIST=consolidated.csv, bench/serve_peers_setup first
	@LICET=$(CURDIR)/build/release/licet python3 bench/serve_peers_run.py $(LIST) --write

install:                # PREFIX=/usr/local, DESTDIR for packagers
	@cmake --preset release -DCMAKE_INSTALL_PREFIX=$(PREFIX)
	@cmake --build --preset release
	@cmake --install build/release
	@install -d $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	  $(DESTDIR)$(PREFIX)/share/zsh/site-functions $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	@install -m 644 man/licet*.1 $(DESTDIR)$(PREFIX)/share/man/man1
	@build/release/licet completion bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/licet
	@build/release/licet completion zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_licet
	@build/release/licet completion fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/licet.fish
	@echo "installed $(DESTDIR)$(PREFIX)/bin/licet"

format:                 # clang-format, in place
	@clang-format -i $(SOURCES)

lint:                   # clang-tidy, cppcheck, clang-format; skips what is not installed
	@cmake --preset dev
	@tools/lint build/dev

coverage:               # line coverage of each room; every room at 85 % or more
	@cmake --preset coverage
	@cmake --build --preset coverage
	@tools/coverage build/coverage

fuzz:                   # every fuzz target for FUZZ_SECONDS (60) each
	@cmake --preset clang-fuzz
	@cmake --build --preset clang-fuzz
	@tools/fuzz build/clang-fuzz $(FUZZ_SECONDS)

man: all                # the manual pages, from the option table
	@tools/man build/release/licet

clean:
	@rm -rf build
