# All that a person does, and the same that CI does. Needs python3 (3.11 or newer) and make.

PYTHON ?= python3

export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Where it is set, every start of Python compiles anew all that it imports.
unexport PYTHONDONTWRITEBYTECODE

# A name that is misspelt on the command line would otherwise be passed over in silence.
unknown := $(filter-out YEAR=% FIRST_YEAR=% AS_OF=% PYTHON=%,$(MAKEOVERRIDES))
ifneq ($(unknown),)
  $(error $(unknown): not known here; there are YEAR=, FIRST_YEAR=, AS_OF= and PYTHON=)
endif

# The notebooks, stored with what they give. The second kind needs widgets, and so the environment of the lab; the third
# a data folder in nynorsk.
stored := $(addprefix notebooks/,1-published-figures.ipynb 1-visits-from-events.ipynb 3-annual-report.nb.ipynb 3-annual-report.en.ipynb)
stored_lab := notebooks/2-explore.ipynb
stored_nn := notebooks/3-annual-report.nn.ipynb
nynorsk := HELSETREND_DATA="$(CURDIR)/tests/data/folders/nynorsk"

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

nbval := PYTHONPATH=tests$${PYTHONPATH:+:$$PYTHONPATH} .venv/bin/pytest -q -p nbvalwords --nbval --nbval-current-env

test-outputs:
	$(nbval) $(stored)
	$(nynorsk) $(nbval) $(stored_nn)

test-suite:
	.venv/bin/pytest -n 3 --dist worksteal --ignore tests/project/test_notebooks.py tests

test-fast: .venv/test-ready ## the tests that need no whole report, no browser and no Spark, with fewer examples of each property
	.venv/bin/pytest -q -n 2 --dist worksteal --hypothesis-profile fast -m "not slow" tests

check: .venv/test-ready ## form, style, types, and whether the notebooks are clean
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy src
	.venv/bin/lint-imports
	.venv/bin/pytest -q tests/project/test_notebooks.py

outputs: .venv/report-ready .venv-lab/lab-ready ## store the outputs of the notebooks anew, and say what changed
	@cd tests && ../.venv/bin/python -m stored $(addprefix ../,$(stored))
	@cd tests && ../.venv-lab/bin/python -m stored $(addprefix ../,$(stored_lab))
	@cd tests && $(nynorsk) ../.venv/bin/python -m stored $(addprefix ../,$(stored_nn))

definitions: .venv/test-ready ## print docs/definitions.md anew from the tables in tests/spec
	@cd tests && ../.venv/bin/python -m spec

gallery: .venv/test-ready ## make the pictures of docs/gallery.md anew by the calls in it
	@cd tests/project && PYTHONPATH=.. HELSETREND_DATA=$(CURDIR)/tests/data ../../.venv/bin/python -m test_gallery

spark: .venv/spark-ready java ## Spark into .venv/spark, for those who count on it (docs/event-logs.md)

lock: .venv/packages-ready ## bring the lock files into line with pyproject.toml (delete them first for newer versions)
	$(compile) --group setup -o requirements-setup.lock
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
compile = .venv/bin/uv pip compile -q --generate-hashes --universal --python-version 3.11.0 \
    --no-emit-index-url --no-emit-find-links --no-header

# Each stamp is written last: what a failed attempt leaves behind is made anew by the next one. Of the tools for testing,
# the lab and Spark nothing is compiled at the installation, which would take as long again: Python compiles what is
# imported, once. What makes the reports may belong to somebody else than who runs it, who could not store it.
.venv/packages-ready: requirements-setup.lock requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and f"Python 3.11 or newer is needed, not {sys.version}")'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { $(can_apt) && $(call apt_install,python3-venv); } || \
	    { echo "python3 cannot make a venv here. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv (once, about half a minute) ..."
	@$(PYTHON) -m venv --clear .venv
	@.venv/bin/python -m pip install -qq --no-deps --require-hashes -r requirements-setup.lock
	@$(call install,.venv,requirements.lock,--compile)
	@touch $@

.venv/report-ready: .venv/packages-ready pyproject.toml
	@$(call install_this,.venv)
	@touch $@

.venv/test-ready: .venv/packages-ready requirements-dev.lock | .venv/report-ready
	@echo "Adding the tools for testing to .venv (once) ..."
	@$(call install,.venv,requirements-dev.lock)
	@touch $@

# Of its own: where JupyterLab is installed, papermill takes four times as long to import. Its kernel is this environment.
.venv-lab/lab-ready: requirements-lab.lock pyproject.toml | .venv/packages-ready
	@echo "Setting up .venv-lab (once) ..."
	@$(PYTHON) -m venv --clear .venv-lab
	@$(call install,.venv-lab,requirements-lab.lock)
	@$(call install_this,.venv-lab)
	@.venv-lab/bin/python -m ipykernel install --sys-prefix --name python3 --display-name "Python 3 (ipykernel)" >/dev/null
	@touch $@

# In a folder of its own: pandera imports Spark wherever it finds it, which takes time and warns of pandas.
.venv/spark-ready: .venv/packages-ready requirements-spark.lock
	@echo "Adding Spark to .venv/spark (once) ..."
	@rm -rf .venv/spark
	@$(call install,.venv,requirements-spark.lock,--target .venv/spark)
	@touch $@

# For the test that counts on a cluster (tests/unit/events/test_spark_cluster.py).
.venv/s3-ready: .venv/packages-ready requirements-s3.lock
	@echo "Adding an S3 store to .venv/s3 (once) ..."
	@rm -rf .venv/s3
	@$(call install,.venv,requirements-s3.lock,--target .venv/s3)
	@touch $@

# $(call install,ENVIRONMENT,LOCK FILE,OPTIONS): by uv, or where that does not reach the packages, as it knows nothing of
# how pip is configured, by pip.
install = .venv/bin/uv pip install -qq --no-deps --require-hashes --python $(1)/bin/python -r $(2) $(3) 2>/dev/null || \
    $(1)/bin/python -m pip install -qq --no-deps --require-hashes -r $(2) $(or $(3),--no-compile)
install_this = .venv/bin/uv pip install -qq --offline --no-deps --no-build-isolation --python $(1)/bin/python -e .

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
