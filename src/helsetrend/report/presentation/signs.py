"""The signs of the charts over time, drawn small for the legend: one clear way for each thing that is shown."""

from collections.abc import Collection

from markupsafe import Markup

from helsetrend.report.presentation.drawing import with_variables
from helsetrend.report.presentation.palette import LIGHT
from helsetrend.report.presentation.wording import Words

WIDTH, HEIGHT = 30, 20

_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" class="sign" aria-hidden="true"'

_BAND = '<rect x="4" y="{top}" width="22" height="{height}" fill="{colour}" opacity="{opacity}"/>'
_FRAME = '<rect x="4.75" y="3.75" width="20.5" height="15.5" fill="{fill}" stroke="{colour}" stroke-width="1.5"{dash}/>'
_FILLED = _BAND.format(top=3, height=17, colour=LIGHT["other"], opacity=1)
_HATCH = "".join(f'<path d="M{x} 20 l8 -17" stroke="{LIGHT["page"]}" stroke-width="2"/>' for x in (0, 6, 12, 18, 24))
_TICK = '<path d="M1 9 h28" stroke="{page}" stroke-width="5"/><path d="M2 9 h26" stroke="{ink}" stroke-width="1.6"/>'
_DOT = '<circle cx="15" cy="9" r="3.4" fill="{page}" stroke="{ink}" stroke-width="1.6"/>'
_UPRIGHT = '<path d="M15 1 v19" stroke="{ink}" stroke-width="1.6" stroke-dasharray="4 3"/>'

_DRAWN = {
    "hedge": _BAND.format(top=8, height=12, colour=LIGHT["other"], opacity=1)
    + _BAND.format(top=3, height=5, colour=LIGHT["other"], opacity=0.45),
    "hole": _FRAME.format(fill="none", colour=LIGHT["muted"], dash=' stroke-dasharray="2 2"'),
    "revised": _FILLED + (_TICK + _DOT).format(page=LIGHT["page"], ink=LIGHT["ink"]),
    "second_hand": _FRAME.format(fill="none", colour=LIGHT["other"], dash=""),
    "provisional": _FRAME.format(fill="none", colour=LIGHT["other"], dash=' stroke-dasharray="5 3"'),
    "part": _FILLED + _HATCH,
    "event": '<path d="M15 5 l5 9 h-10 z" fill="{ink}"/>'.format(ink=LIGHT["ink"]),
    "break": _UPRIGHT.format(ink=LIGHT["ink"]),
    "converted": _FRAME.format(fill="none", colour=LIGHT["ink"], dash=' stroke-dasharray="4 2"'),
}

SIGNS = tuple(_DRAWN)
"""The signs of the charts, in the order of the legend."""


def sign(name: str) -> Markup:
    """Return the SVG of a sign; a screen reader passes over it. Raises KeyError if it is not one of `SIGNS`."""
    head = f'{_HEAD} viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
    return Markup(f"{head}{with_variables(_DRAWN[name])}</svg>")


def legend(shown: Collection[str], words: Words) -> Markup:
    """Return the legend of a page: each sign that is shown, and what it means; nothing if there is none."""
    items = Markup("").join(
        Markup('<li data-sign="{}">{}<span>{}</span></li>').format(name, sign(name), words.say(f"legend.{name}"))
        for name in SIGNS
        if name in shown
    )
    html = Markup('<div class="legend"><p>{}</p>\n<ul>{}</ul></div>')
    return html.format(words.say("legend.title"), items) if items else Markup("")
