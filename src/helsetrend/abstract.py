"""An edition in few words, for the manifest and the overview of all editions."""

from typing import Any

from helsetrend.report.content import METRICS
from helsetrend.report.findings import Findings


def abstract(findings: Findings) -> dict[str, Any]:
    """Title and opening sentence of a report, and each figure of its years that is in force, by what it is of."""
    words, metrics = findings.words, findings.metrics
    title = words.say("page.title", portal=metrics.catalogue.portal.name[words.language], year=findings.year)
    observed = [one for metric, service in findings.series for one in metrics.series(metric, findings.years, service)]
    figures = {
        f"{findings.name(one.metric, one.service)}, {words.period(one.figure.period)}": words.figure(one.figure).text
        for one in observed
        if one.figure
    }
    return {"title": title.text, "lead": findings.opening(METRICS[0]).text, "figures": figures}
