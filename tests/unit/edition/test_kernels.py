"""A kernel that is forked from the warm process, against one that is started, and what is left of it afterwards."""

import json
import os
import select
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import nbformat
import psutil
import pytest
from jupyter_client.manager import start_new_kernel
from nbformat.v4 import new_code_cell, new_notebook
from places import TOP

from helsetrend.edition.notebook import NotebookError, execute
from helsetrend.edition.warm_process import PROVISIONER, warm_up

EVENTS = TOP / "data" / "events"
SEARCHED = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
KERNELSPEC = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}

# What a notebook can see of the process that it runs in, and each way in which a cell can give something.
SEEN = [
    "import os, sys\n(os.getcwd(), sys.executable, sys.flags.utf8_mode, __name__)",
    "sorted(set(globals()) - {'__loader__'})",
    "print('to the one')\nprint('to the other', file=sys.stderr)",
    "from IPython.display import HTML\nHTML('<p>blåbær</p>')",
    "import pandas as pd\npd.DataFrame({'year': [2021], 'visits': [140.9]})",
    "import signal\n(os.getsid(0) == os.getpid(), signal.getsignal(signal.SIGTERM))",
]

# Asked first, a kernel tells whether what the reports need was there before it began.
IS_WARM = "import sys\nprint('helsetrend.report.annual' in sys.modules, 'matplotlib' in sys.modules)"


def write_notebook(folder, *cells):
    path = folder / "small.ipynb"
    content = new_notebook(
        cells=[new_code_cell(cell, id=f"cell-{number}") for number, cell in enumerate(cells)],
        metadata={"kernelspec": KERNELSPEC, "language_info": {"name": "python"}},
    )
    nbformat.write(content, path)
    return path


def outputs_of(folder, *cells):
    """What each cell gave, run by `execute`."""
    executed = folder / "executed.ipynb"
    execute(write_notebook(folder, *cells), executed, {})
    return [cell.outputs for cell in nbformat.read(executed, as_version=4).cells]


def printed(folder, *cells):
    """What the cells printed, line by line."""
    texts = "".join(output.text for outputs in outputs_of(folder, *cells) for output in outputs)
    return texts.splitlines()


@pytest.mark.usefixtures("warm")
def test_after_the_warming_up_kernels_have_imported_what_reports_need(tmp_path):
    assert printed(tmp_path, IS_WARM) == ["True True"]


@pytest.mark.skipif(sys.platform != "linux", reason="NOT TESTED: only Linux has sockets without a port or a file")
def test_a_kernel_needs_no_port_which_another_program_could_have_taken(tmp_path):
    """The messages of Jupyter go through sockets of Linux that have a name and no file (man 7 unix)."""
    names = "[one.laddr.split('-')[0] for one in psutil.Process().net_connections('unix') if 'helsetrend' in one.laddr]"
    assert printed(tmp_path, f"import psutil\nprint(set({names}))") == ["{'@helsetrend'}"]


def test_kernels_are_warm_in_a_process_that_counted_a_log_before(tmp_path):
    """Both have processes beside them; there is one fork server, and it imports what the first one asked for."""
    script = f"""
from pathlib import Path
from helsetrend.events.duckdb_engine import count_by_duckdb
from helsetrend.edition.warm_process import warm_up
from helsetrend.events.readers.mapping import read_mapping
from test_kernels import IS_WARM, printed

if __name__ == "__main__":
    log, here = Path({str(EVENTS)!r}), Path({str(tmp_path)!r})
    options = dict(key=b"k" * 32, with_persons=False, cache_folder=here, max_bad=0, workers=1)
    mapping = read_mapping(log / "events.toml")
    count_by_duckdb([log / "small.csv"], mapping, **options)
    warm_up()
    print(printed(here, IS_WARM))
"""
    program = tmp_path / "count_then_report.py"
    program.write_text(script, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": SEARCHED}
    run = subprocess.run([sys.executable, program], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout == "['True True']\n"


def test_kernels_are_warm_where_the_name_of_the_temporary_folder_is_too_long_for_a_socket(tmp_path):
    """The address of a local socket has room for 107 bytes."""
    here = tmp_path / ("temporary" * 11)
    here.mkdir()
    script = f"""
from pathlib import Path
from helsetrend.edition import warm_process
from test_kernels import printed

warm_process.PRELOADED = "wave"  # as good a sign as all that reports need, and there at once
warm_process.warm_up()
print(printed(Path({str(tmp_path)!r}), "import sys; print('wave' in sys.modules)"))
"""
    environment = {**os.environ, "PYTHONPATH": SEARCHED, "TMPDIR": str(here)}
    command = [sys.executable, "-c", script]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert (run.stdout, list(here.iterdir())) == ("['True']\n", [])


@pytest.mark.usefixtures("provisioned_by")
def test_where_forks_are_not_safe_kernels_start_cold(monkeypatch, tmp_path):
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(sys, "platform", "darwin")
        warm_up()
    assert printed(tmp_path, IS_WARM) == ["False False"]


def test_a_warm_kernel_gives_the_same_outputs_as_a_cold_one(monkeypatch, provisioned_by, tmp_path):
    warm_up()
    (tmp_path / "moved").mkdir()
    monkeypatch.chdir(tmp_path / "moved")  # after the warming: a kernel begins where its parent is
    outputs = {}
    for name in (PROVISIONER, "local-provisioner"):
        provisioned_by(name)
        outputs[name] = outputs_of(tmp_path, *SEEN)
    assert outputs[PROVISIONER] == outputs["local-provisioner"]


@pytest.mark.parametrize("launcher", [["-m", "ipykernel_launcher"], ["-X", "utf8", "-m", "ipykernel_launcher"]])
@pytest.mark.usefixtures("warm")
def test_a_kernel_of_another_command_is_started_by_it(launcher, monkeypatch, tmp_path):
    """The command `python -X utf8 -m ...` asks for something that a fork of the warm process is not."""
    folder = tmp_path / "kernels" / "python3"
    folder.mkdir(parents=True)
    spec = {"argv": [sys.executable, *launcher, "-f", "{connection_file}"], **KERNELSPEC}
    (folder / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    is_warm = "-X" not in launcher
    assert printed(tmp_path, IS_WARM, "print(sys.flags.utf8_mode)") == [f"{is_warm} {is_warm}", str(int(not is_warm))]


# --- errors

ENDS = {
    "raises": ("raise LookupError('no such year')", r"^small\.ipynb, cell \[2\]: LookupError: no such year$"),
    "does not parse": ("1 +", r"^small\.ipynb, cell \[2\]: SyntaxError: "),
    "exits": ("os._exit(0)", r"^small\.ipynb: .*died"),
    "is killed": ("os.kill(os.getpid(), 9)", r"^small\.ipynb: .*died"),
}


@pytest.mark.parametrize(("cell", "message"), ENDS.values(), ids=ENDS.keys())
@pytest.mark.usefixtures("warm")
def test_a_cell_that_fails_ends_in_an_error_that_says_where_and_in_no_process(cell, message, tmp_path):
    pid_file = tmp_path / "pid"
    first = f"import os, pathlib\npathlib.Path({str(pid_file)!r}).write_text(str(os.getpid()))"
    with pytest.raises(NotebookError, match=message):
        outputs_of(tmp_path, first, cell, "print('never come to')")
    assert not psutil.pid_exists(int(pid_file.read_text()))


# --- state

Kernel = namedtuple("Kernel", "manager client")


@pytest.fixture
def new_kernel(warm):  # noqa: ARG001
    """`new_kernel()` gives a running kernel."""
    kernels = []

    def start():
        kernels.append(Kernel(*start_new_kernel(kernel_name="python3", startup_timeout=60)))
        return kernels[-1]

    yield start
    for kernel in kernels:
        kernel.client.stop_channels()
        kernel.manager.shutdown_kernel(now=True)


def ask(kernel, code):
    """What the code prints in the kernel."""
    texts = []

    def note(message):
        content = message["content"]
        texts.append(content.get("text") or "".join(content.get("traceback", [])))

    kernel.client.execute_interactive(code, output_hook=note, timeout=60)
    return "".join(texts).strip()


LEAVE = """
import os, sys, helsetrend.report.annual, pandas
left = helsetrend.report.charts.charted.DECIMALS = 99
os.environ["LEFT"] = "left"
sys.path.append("left")
pandas.set_option("display.precision", 3)
"""
FIND = """
import os, sys, helsetrend.report.annual, pandas
found = [helsetrend.report.charts.charted.DECIMALS != 2, "LEFT" in os.environ, "left" in sys.path, "left" in globals()]
print(any(found), pandas.get_option("display.precision"))
"""


def test_kernels_side_by_side_and_after_one_another_share_no_state(new_kernel):
    one, other = new_kernel(), new_kernel()
    ask(one, LEAVE)
    assert ask(one, FIND) == "True 3"
    assert ask(other, FIND) == "False 6"
    assert ask(new_kernel(), FIND) == "False 6"


def test_a_kernel_can_be_interrupted(new_kernel):
    """By the signal that a notebook's stop button sends, and it goes on afterwards."""
    kernel = new_kernel()
    code = "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nfor _ in range(10**12): pass"
    assert "KeyboardInterrupt" in ask(kernel, code)
    assert ask(kernel, "print(1 + 1)") == "2"


# --- a program that warms up, makes three kernels, and ends

PROGRAM = """
import json, os, sys
from pathlib import Path
import nbformat, psutil
from helsetrend.edition import warm_process
from helsetrend.edition.notebook import execute

def word(name):
    execute(Path(sys.argv[1]), executed := Path(name), {})
    return nbformat.read(executed, as_version=4).cells[0].outputs[0].text

os.environ["WORD"] = "of the warming"
warm_process.PRELOADED = "ipykernel.kernelapp"  # all that this notebook needs
warm_process.warm_up()
texts = {"as it was": word("1.ipynb")}
os.environ["WORD"] = "of the parent"
texts["changed"] = word("2.ipynb")
del os.environ["WORD"]
texts["taken away"] = word("3.ipynb")
children = [(child.pid, child.create_time()) for child in psutil.Process().children(recursive=True)]
print(json.dumps({"words": texts, "children": children}))
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """What the program printed."""
    folder = tmp_path_factory.mktemp("program")
    notebook = write_notebook(folder, "import os\nprint(os.environ.get('WORD'), end='')")
    command = [sys.executable, "-c", PROGRAM, notebook]
    return json.loads(subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120).stdout)


@pytest.mark.parametrize(
    ("when", "word"),
    [("as it was", "of the warming"), ("changed", "of the parent"), ("taken away", "None")],
)
def test_a_kernel_has_the_environment_that_its_parent_has_when_it_starts(when, word, program):
    assert program["words"][when] == word


def still_running(processes):
    """Those that have not ended by themselves after some seconds; they are ended then."""
    _, alive = psutil.wait_procs(processes, timeout=10)
    running = [one for one in alive if one.status() != psutil.STATUS_ZOMBIE]
    for one in running:
        one.kill()
    return running


def test_nothing_runs_on_after_the_program_has_ended(program):
    assert program["children"], "the warm process at least was there"
    left = [one for one in psutil.process_iter() if [one.pid, one.create_time()] in program["children"]]
    assert still_running(left) == []


def test_no_kernel_outlives_a_program_that_is_killed(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    pipe = os.open(tmp_path / "pipe", os.O_RDWR)
    tell = "import os, threading\nwith open('pipe', 'w') as pipe: print(os.getpid(), file=pipe)"
    notebook = write_notebook(tmp_path, tell, "threading.Event().wait()")
    program = subprocess.Popen([sys.executable, "-c", PROGRAM, notebook], cwd=tmp_path)
    assert select.select([pipe], [], [], 60)[0], "the kernel tells that it runs"
    family = [psutil.Process(int(os.read(pipe, 20))), *psutil.Process(program.pid).children(recursive=True)]
    os.close(pipe)
    program.kill()
    program.wait(timeout=10)
    assert still_running(family) == []
