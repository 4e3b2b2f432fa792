"""The sheets of a PDF are read by several threads at once, as where the reports on several years are made together."""

import subprocess
import sys

PROGRAM = """
import sys
from pathlib import Path
from threading import Thread
from helsetrend.edition.pages.sheets import fullness_of

pdf, found = Path(sys.argv[1]).read_bytes(), []

def read():
    found.extend(tuple(fullness_of(pdf)) for _ in range(40))

threads = [Thread(target=read) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(found), len(set(found)))
"""


def test_several_threads_read_the_same(reports):
    pdf = reports / "2021" / "latest" / "en" / "report.pdf"
    run = subprocess.run([sys.executable, "-c", PROGRAM, pdf], capture_output=True, text=True)
    assert (run.returncode, run.stdout.split()) == (0, ["160", "1"]), run.stderr
