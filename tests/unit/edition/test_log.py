"""The log of a report holds what its own thread logs, in order."""

import logging
import threading

from helsetrend.edition.log import kept_log

LOGGER = logging.getLogger("helsetrend.edition.publish")


def test_what_other_threads_and_packages_log_is_not_kept(caplog):
    caplog.set_level("INFO", "helsetrend")
    with kept_log() as log:
        LOGGER.info("%s: first", "nb")
        other = threading.Thread(target=LOGGER.info, args=["of another report"])
        other.start()
        other.join()
        logging.getLogger("papermill").error("of a library")
        LOGGER.info("second")
    LOGGER.info("after the end")
    assert log.lines == ["nb: first", "second"]
