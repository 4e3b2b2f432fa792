"""Tab offers the names that there are, in a real kernel too."""

import pytest
from jupyter_client.manager import start_new_kernel

from helsetrend.report.completion import names_for

METRICS = ["visits", "visits_monthly_mean", "mobile_share_of_visits", "logins", "service_visits"]

OFFERED = {
    'ht.metrics("': METRICS,
    "table = ht.metrics( 'vis": METRICS,
    'ht.metrics(metric="': METRICS,
    'ht.view("logins", years=range(2019, 2022), show="': ["level", "change", "index"],
    'ht.explore("logins", language="': ["nb", "en"],
    'ht.metrics("service_visits", service="': ["messages", "covid_certificate"],
    'ht.metrics("visits", as_of="2022-': ["2014-12-31"],
}


@pytest.mark.parametrize("text", OFFERED)
def test_what_there_is_is_offered(text):
    expected = OFFERED[text]
    assert names_for(text)[: len(expected)] == expected


@pytest.mark.parametrize(
    "text", ['ht.metrics("visits"', 'ht.metrics("visits", "', 'print("', 'ht.metrics("visits", data="', "ht.metrics("]
)
def test_elsewhere_nothing_is_offered(text):
    assert names_for(text) == []


def test_where_the_data_are_at_fault_nothing_is_offered(monkeypatch, tmp_path):
    monkeypatch.setenv("HELSETREND_DATA", str(tmp_path))
    assert names_for('ht.metrics("') == []


def test_a_kernel_offers_the_names_between_the_quotes():
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        client.execute_interactive("import helsetrend as ht", timeout=60)
        text = "table = ht.metrics('lo"
        reply = client.complete(text, reply=True, timeout=60)["content"]
        assert reply["matches"] == ["logins"]
        assert text[: reply["cursor_start"]] + reply["matches"][0] == "table = ht.metrics('logins"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
