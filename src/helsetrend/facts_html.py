"""Facts as a small table for a notebook: how a value shows itself where it is the last line of a cell."""

from collections.abc import Mapping

from markupsafe import Markup


def facts_html(facts: Mapping[str, object]) -> str:
    """The facts as an HTML table, a row each, headed by their names; all text in them is escaped.

    >>> facts_html({"low": 1, "who": "<a>"})
    '<table><tr><th scope="row">low</th><td>1</td></tr><tr><th scope="row">who</th><td>&lt;a&gt;</td></tr></table>'
    """
    rows = (Markup('<tr><th scope="row">{}</th><td>{}</td></tr>').format(*pair) for pair in facts.items())
    return str(Markup("<table>{}</table>").format(Markup("").join(rows)))
