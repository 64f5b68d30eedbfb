# Bedside. `make` prints the leaflets, `make help` says what else there is.
#
# Everything works in a new clone, in any order, again, and after a kill half-way. All paths are
# relative: the folder's own name may hold spaces.

PYTHON =                      # a Python to try first: make PYTHON=python3.13
ARGS   =                      # more words for build.py or pytest: make test ARGS="-k night"
VENV   = .venv/bin/python

ifeq ($(shell uname -s),Darwin)
# Apple's loader does not look where Homebrew puts Pango. Not tried on a Mac.
RUN = DYLD_FALLBACK_LIBRARY_PATH="$$(brew --prefix)/lib:/usr/local/lib:/usr/lib"
endif

# Prints the first Python that is new enough; one that can make a .venv is preferred.
# A pyenv shim without a version behind it fails here, and is passed over.
find_python = for able in "import ensurepip" "pass"; do \
	for name in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$name" -c "import sys; $$able; sys.exit(sys.version_info < (3, 11))" 2>/dev/null \
	&& { echo "$$name"; exit; }; done; done

# A stamp is written last, so it says that the pins in its name are installed and whole.
# It goes stale with the pins and with the Python, so a new one of either installs again.
stamp = $(VENV) -V && cksum < $(1)
whole = { [ -s .venv/$(1).whole ] && [ "$$(cat .venv/$(1).whole)" = "$$($(call stamp,$(1)))" ]; }
install = $(VENV) -m pip install --quiet --disable-pip-version-check --no-input \
	--require-hashes -r $(1) && { $(call stamp,$(1)); } > .venv/$(1).whole
# Installs an extra's pins where they are not yet: $(1) is its name, $(2) what it is for.
wanted = $(call whole,requirements-$(1).txt) 2>/dev/null || { \
	echo "installing what $(2) needs"; $(call install,requirements-$(1).txt); }

.NOTPARALLEL: # two recipes at once would both make the .venv
.PHONY: print check test test-long spelling lint desk seal phone desk-pins pins clean help venv venv-dev

print: venv ## check and print every leaflet into dist/ (plain `make` does this)
	@$(RUN) $(VENV) build.py $(ARGS)

check: venv ## say what is wrong with the content; print nothing
	@$(RUN) $(VENV) build.py check $(ARGS)

test: venv-dev ## run the cheap tests, and one example of each dear promise
	@$(RUN) $(VENV) -m pytest -q -n 2 --dist worksteal --short $(ARGS)

test-long: venv-dev ## run all the tests (with ARGS=--every, each row of the long tables)
	@$(RUN) $(VENV) -m pytest -q -n 2 --dist worksteal $(ARGS)

spelling: venv ## check the spelling of every country (needs hunspell and its dictionaries)
	@$(RUN) $(VENV) build.py spelling

lint: venv-dev ## look at the code: ruff's rules, its format, mypy's types
	@$(VENV) -m ruff check .
	@$(VENV) -m ruff format --check .
	@$(VENV) -m mypy

desk: desk-pins ## open the print desk in the browser
	@$(RUN) $(VENV) build.py serve $(ARGS)

seal: venv ## install what --seal needs, which signs what is printed
	@$(call wanted,seal,--seal)

phone: venv ## install what the phone edition and the site need (Chromium, too, must be there)
	@$(call wanted,phone,the phone edition)

desk-pins: venv
	@$(call wanted,desk,the print desk)

pins: ## bring the pins up to date with pyproject.toml (needs uv on the PATH)
	uv pip compile pyproject.toml -o requirements.txt $(PINS)
	uv pip compile --group dev -c requirements.txt -o requirements-dev.txt $(PINS)
	for extra in seal desk phone; do \
		uv pip compile pyproject.toml --extra $$extra -c requirements.txt -c requirements-dev.txt \
		-o requirements-$$extra.txt $(PINS) $$($(others)) || exit; \
	done

PINS = --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make pins" --quiet
# What requirements.txt pins already is not pinned again.
others = sed -n 's/^\([^ =]*\)==.*/--no-emit-package \1/p' requirements.txt

clean: ## remove all that make has made, .venv too
	rm -rf .venv .cache dist

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile | \
	while IFS='|' read -r name what; do printf '  %-15s %s\n' "$$name" "$$what"; done

venv:
	@if $(call whole,requirements.txt) 2>/dev/null; then \
		$(RUN) $(VENV) -m press.machine; exit; \
	fi; \
	python=$$($(find_python)); \
	if [ -z "$$python" ]; then \
		echo "Bedside needs Python 3.11 or newer, and found none. On Debian 12 or Ubuntu 24.04:"; \
		echo "  sudo apt-get update && sudo apt-get install -y python3 python3-venv"; \
		exit 3; \
	fi >&2; \
	$(RUN) "$$python" -m press.machine || exit; \
	echo "making .venv with $$("$$python" -V)"; \
	"$$python" -m venv --clear .venv && $(call install,requirements.txt)

venv-dev: seal desk-pins phone
	@$(call wanted,dev,make test)
