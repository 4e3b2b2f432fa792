# All that a person does, and the same that CI does. Needs python3 (3.11 or newer) and make.

PYTHON ?= python3
UV     ?= uv

export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Where it is set, every start of Python compiles anew all that it imports.
unexport PYTHONDONTWRITEBYTECODE

# A name that is misspelt on the command line would otherwise be passed over in silence.
unknown := $(filter-out YEAR=% FIRST_YEAR=% AS_OF=% PYTHON=% UV=%,$(MAKEOVERRIDES))
ifneq ($(unknown),)
  $(error $(unknown): not known here; there are YEAR=, FIRST_YEAR=, AS_OF=, PYTHON= and UV=)
endif

# The notebooks that are stored with what they give. The second kind needs widgets, and so the environment of the lab.
stored := notebooks/1-published-figures.ipynb notebooks/1-visits-from-events.ipynb
stored_lab := notebooks/2-explore.ipynb

# The notebooks of the report, whose words on the frozen data are stored in tests/data/stored; nynorsk has its own data.
reports := notebooks/3-annual-report.nb.ipynb notebooks/3-annual-report.en.ipynb
reports_nn := notebooks/3-annual-report.nn.ipynb

.DEFAULT_GOAL := help
.PHONY: help report example lab setup test test-outputs test-suite test-fast check outputs definitions gallery spark lock bench clean browser webalizer java systemd

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20

report: .venv/report-ready ## the report; of another year or day: make report YEAR=2021 FIRST_YEAR=2018 AS_OF=2022-06-01
	@.venv/bin/helsetrend report $${YEAR:+--year="$$YEAR"} $${FIRST_YEAR:+--first-year="$$FIRST_YEAR"} $${AS_OF:+--as-of="$$AS_OF"}

example: .venv/report-ready ## the report on another portal, Berlin's open data (examples/berlin), in reports/berlin
	@.venv/bin/helsetrend report --data examples/berlin --year 2025 --out reports/berlin

lab: .venv-lab/lab-ready ## JupyterLab in notebooks/, in an environment of its own
	@export PATH="$(CURDIR)/.venv-lab/bin:$$PATH" && cd notebooks && jupyter-lab $$([ "$$(id -u)" -ne 0 ] || echo --allow-root)

setup: .venv/test-ready .venv-lab/lab-ready .venv/spark-ready .venv/s3-ready browser webalizer java systemd ## all that the tests need

test: ## all tests but those of make check, and the stored outputs of the notebooks
	@$(MAKE) -j3 setup # the environments side by side
	@$(MAKE) -j2 --output-sync=none test-outputs test-suite

test-outputs:
	PYTHONPATH=tests$${PYTHONPATH:+:$$PYTHONPATH} .venv/bin/pytest -q -p nbvalwords --nbval --nbval-current-env $(stored)

test-suite:
	.venv/bin/pytest -n 4 --dist worksteal --ignore tests/project/test_notebooks.py tests

test-fast: .venv/test-ready ## the tests that need no edition, no browser and no Spark
	.venv/bin/pytest -q -n 2 --dist worksteal -m "not slow" tests

check: .venv/test-ready ## form, style, types, and whether the notebooks are clean
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy src
	.venv/bin/lint-imports
	.venv/bin/pytest -q tests/project/test_notebooks.py

outputs: .venv/report-ready .venv-lab/lab-ready ## store the outputs of the notebooks and the words of the report anew, and say what changed
	@cd tests && ../.venv/bin/python -m stored $(addprefix ../,$(stored))
	@cd tests && ../.venv-lab/bin/python -m stored $(addprefix ../,$(stored_lab))
	@cd tests && HELSETREND_DATA=$(CURDIR)/tests/data ../.venv/bin/python -m stored $(addprefix ../,$(reports))
	@cd tests && HELSETREND_DATA=$(CURDIR)/tests/data/folders/nynorsk ../.venv/bin/python -m stored ../$(reports_nn)

definitions: .venv/test-ready ## print docs/definitions.md anew from the tables in tests/spec
	@cd tests && ../.venv/bin/python -m spec

gallery: .venv/test-ready ## make the pictures of docs/gallery.md anew by the calls in it
	@cd tests/project && PYTHONPATH=.. HELSETREND_DATA=$(CURDIR)/tests/data ../../.venv/bin/python -m test_gallery

spark: .venv/spark-ready java ## Spark into .venv/spark, for those who count on it (docs/event-logs.md)

lock: ## bring the lock files into line with pyproject.toml (needs uv; delete them first for newer versions)
	$(compile) pyproject.toml --group build -o requirements.lock
	$(compile) pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock
	$(compile) pyproject.toml --group build --group lab -c requirements.lock -o requirements-lab.lock
	$(compile) --group spark -o requirements-spark.lock
	$(compile) --group s3 --no-deps -o requirements-s3.lock

bench: .venv/report-ready .venv-lab/lab-ready ## measure the speed of a report and of the explorer, as in docs/performance.md
	.venv/bin/python bench/report.py
	.venv-lab/bin/python bench/explore.py

clean: ## remove the environments and all caches; the reports stay
	rm -rf .venv .venv-lab dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

# For Debian's own Python 3.11.2 too, and without the addresses that the packages came from.
compile = $(UV) pip compile -q --generate-hashes --universal --python-version 3.11.0 \
    --no-emit-index-url --no-emit-find-links --no-header

# Each stamp is written last: what a failed attempt leaves behind is made anew by the next one. Of the tools for testing,
# the lab and Spark nothing is compiled at the installation, which would take as long again: Python compiles what is
# imported, once. What makes the reports may belong to somebody else than who runs it, who could not store it.
.venv/packages-ready: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and f"Python 3.11 or newer is needed, not {sys.version}")'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { $(can_apt) && $(call apt_install,python3-venv); } || \
	    { echo "python3 cannot make a venv here. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv (once, about a minute) ..."
	@$(PYTHON) -m venv --clear .venv
	@.venv/bin/python -m pip install -qq --no-deps --require-hashes -r requirements.lock
	@touch $@

.venv/report-ready: .venv/packages-ready pyproject.toml
	@.venv/bin/python -m pip install -qq --no-deps --no-build-isolation -e .
	@touch $@

.venv/test-ready: .venv/packages-ready requirements-dev.lock | .venv/report-ready
	@echo "Adding the tools for testing to .venv (once, about a minute) ..."
	@.venv/bin/python -m pip install -qq --no-compile --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

# Of its own: where JupyterLab is installed, papermill takes four times as long to import. Its kernel is this environment.
.venv-lab/lab-ready: requirements-lab.lock pyproject.toml | .venv/packages-ready
	@echo "Setting up .venv-lab (once, about a minute) ..."
	@$(PYTHON) -m venv --clear .venv-lab
	@.venv-lab/bin/python -m pip install -qq --no-compile --no-deps --require-hashes -r requirements-lab.lock
	@.venv-lab/bin/python -m pip install -qq --no-deps --no-build-isolation -e .
	@.venv-lab/bin/python -m ipykernel install --sys-prefix --name python3 --display-name "Python 3 (ipykernel)" >/dev/null
	@touch $@

# In a folder of its own: pandera imports Spark wherever it finds it, which takes time and warns of pandas.
.venv/spark-ready: .venv/packages-ready requirements-spark.lock
	@echo "Adding Spark to .venv/spark (once, about a minute) ..."
	@rm -rf .venv/spark
	@.venv/bin/python -m pip install -qq --no-compile --no-deps --require-hashes --target .venv/spark -r requirements-spark.lock
	@touch $@

# For the test that counts on a cluster (tests/unit/events/test_spark_cluster.py).
.venv/s3-ready: .venv/packages-ready requirements-s3.lock
	@echo "Adding an S3 store to .venv/s3 (once, half a minute) ..."
	@rm -rf .venv/s3
	@.venv/bin/python -m pip install -qq --no-compile --no-deps --require-hashes --target .venv/s3 -r requirements-s3.lock
	@touch $@

# One after the other even with -j, as apt-get runs once at a time.
# Without a browser the tests in tests/browser are not run, and pytest says so; with CI=true they fail.
browser:
	@command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || \
	    { $(can_apt) && $(call apt_install,chromium-headless-shell); } || echo "Chromium is not here and cannot be installed."

# An independent program that counts visits; tests/unit/events/test_webalizer.py holds ours against it.
webalizer: | browser
	@command -v webalizer >/dev/null || { $(can_apt) && $(call apt_install,webalizer); } || \
	    echo "Webalizer is not here and cannot be installed."

# Spark runs on it.
java: | webalizer
	@command -v java >/dev/null || { $(can_apt) && $(call apt_install,default-jre-headless); } || \
	    echo "Java is not here and cannot be installed."

# It looks at the units in ops/; nothing of it is run.
systemd: | java
	@command -v systemd-analyze >/dev/null || { $(can_apt) && $(call apt_install,systemd); } || \
	    echo "systemd-analyze is not here and cannot be installed."

can_apt = [ "$$(id -u)" -eq 0 ] && command -v apt-get >/dev/null
# The lists of packages are fetched at most once an hour.
apt_install = echo "Installing $(1) (once) ..." && \
    { [ -n "$$(find /var/lib/apt/lists -name '*_Packages*' -mmin -60 2>/dev/null)" ] || apt-get update -qq </dev/null; } && \
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(1) </dev/null >/dev/null
