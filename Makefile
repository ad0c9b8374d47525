# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Nothing but make and Python 3.11 or newer is needed. `make PYTHON=/path/to/python` takes another one.
PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
NOX := .venv/bin/python -m nox
READY := .venv/ready

.DEFAULT_GOAL := help
.PHONY: help demo test matrix bench simulator docs clean lint ansible_lint build sanity integration conformance units

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z ]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

demo: $(READY) ## Call instances back against the simulator, step by step
	@$(NOX) -s demo

test: $(READY) ## Run every check; the gate before a change goes in
	@$(NOX)

lint ansible_lint docs build sanity integration conformance units: $(READY)
	@$(NOX) -s $@

matrix: $(READY) ## Run units, integration and sanity with every ansible-core and Python found
	@$(NOX) -s matrix

bench: $(READY) ## Measure how long callbacks take
	@$(NOX) -s bench

simulator: $(READY) ## Serve the simulator to try things by hand
	@$(NOX) -s simulator

clean: ## Remove all that make has set up
	rm -rf .venv .nox .cache .mypy_cache .ruff_cache build

$(READY): tests/tooling/nox.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed" >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check -r tests/tooling/nox.txt
	@touch $@
