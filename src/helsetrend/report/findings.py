"""What a report says first: the sentence below its title, and the findings that head its sections."""

from helsetrend.report.content import Content
from helsetrend.report.labels import Labels
from helsetrend.report.main_points import claims_finding, gaps_finding, revisions_finding
from helsetrend.report.sentences import finding, opening


def findings(content: Content, labels: Labels) -> dict[str, str]:
    """Return the sentences by section: `lead`, each metric by its name, `claims`, `revisions`, `missing`."""
    sentences = {"lead": opening(content, labels, content.metrics[0])}
    sentences |= {metric: finding(content, labels, metric) for metric in content.metrics}
    sentences |= {"revisions": revisions_finding(content, labels), "missing": gaps_finding(content, labels)}
    if not content.vintage.published.claims.empty:
        sentences["claims"] = claims_finding(content, labels)
    return {section: sentence.text for section, sentence in sentences.items()}
