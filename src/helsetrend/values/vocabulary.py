"""The words around a number, in bokmål, nynorsk and English: hedges, emphasis, scales, percent.

A phrase of several words is written with single spaces. No phrase stands for two things; a scale word that means two
numbers, as "billion" does in Norwegian and English, has both. Prints are read in these languages whatever the languages
of a report (docs/languages.md).
"""


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for line in text.split("\n") for phrase in line.split(",") if phrase.strip())


HEDGE_WORDS = {
    "over": _phrases("""
        over, mer enn, meir enn, flere enn, fleire enn, i overkant av, litt i overkant av, litt over, litt mer enn
        litt meir enn, litt flere enn, litt fleire enn, like over, rett over, så vidt over, noe over, noko over
        godt over, godt og vel, langt over, klart over, drøyt, drøye, drygt, vel, høyere enn, høgare enn, >
        more than, just over, slightly over, slightly more than, a little over, a little more than, a bit over
        well over, above, well above, slightly above, somewhat over
        just above, upwards of, in excess of, well in excess of, slightly in excess of, exceeding, greater than
        higher than, north of, a good, just more than, a bit more than, comfortably over, marginally over
        """),
    "at_least": _phrases("""
        minst, i det minste, minimum, ikke mindre enn, ikkje mindre enn, ikke færre enn, ikkje færre enn, ≥
        at least, no fewer than, no less than, not less than, not fewer than, a minimum of
        """),
    "nearly": _phrases("""
        nærmere, nærare, nærmare, nesten, nesten på, knapt, knappe, snaut, snaue, i underkant av, litt i underkant av
        litt under, noe under, noko under, like under, rett under, så vidt under, litt mindre enn, litt færre enn
        opp mot, opp imot, oppimot, oppunder, bortimot, bort imot, nær, nære, nær på, tett på, tett oppunder, nærmest
        nearly, almost, just under, slightly under, a little under, a bit under, just below, slightly below
        slightly less than, slightly fewer than, close to, just short of, just shy of, approaching, nearing, near
        not quite, not far short of, not far off, a shade under, marginally under, marginally below, just less than
        just fewer than
        """),
    "under": _phrases("""
        under, færre enn, mindre enn, lavere enn, lågare enn, godt under, langt under, <
        below, fewer than, less than, lower than, well under, well below
        """),
    "at_most": _phrases("""
        inntil, opptil, opp til, maksimalt, maks, maks., høyst, høgst, på det meste, maksimum, ≤
        ikke mer enn, ikkje meir enn, ikke flere enn, ikkje fleire enn
        up to, at most, no more than, not more than, a maximum of, maximum
        """),
    "about": _phrases("""
        rundt, rundt regnet, rundt rekna, om lag, omlag, så om lag, omtrent, omkring, kring, ikring, ca., ca, cirka
        circa, sirka, anslagsvis, anslått, grovt regnet, grovt rekna, tilnærmet, i størrelsesorden, i storleiksorden
        på rundt, about, around, approximately, approx., approx, roughly, some, c., in the region of, in the order of
        on the order of, ~, ≈, in the vicinity of, an estimated, estimated, estimated at, est.
        """),
}
"""The words before a number by what they say about it; a number without such a word has the hedge `none`."""

POSTFIX_HEDGES = {
    "at_least": _phrases(
        "+, pluss, plus, eller mer, eller meir, eller flere, eller fleire, or more, or over, og mer, and counting"
    ),
    "about": _phrases("""
        or so, or thereabouts, give or take, eller så, eller deromkring, approximately, approx., (approximately)
        (approx.), (approx), (about), (estimated), (estimate), (est.), (ca.), (omtrent), (anslag), (anslått)
        """),
    "at_most": _phrases("eller mindre, eller færre, or less, or fewer"),
}
"""The same after a number: "40 000+", "a million or so"."""

EMPHASIS = _phrases("""
    hele, heile, så mange som, så mye som, så mykje som, bare, berre, kun, nøyaktig, eksakt, akkurat, presis, totalt
    til sammen, tilsammen, samlet, samla, i alt, til saman, exactly, precisely, only, as many as, as much as, a full
    fully, a total of, in total, altogether, rekordhøye, rekordhøge, a record
    """)
"""Words before a number that stress it and say nothing about how exact it is."""

BETWEEN = (("mellom", "og"), ("between", "and"))
"""The words around the ends of a range: "mellom 40 og 45 millioner"."""

RANGE_SIGNS = ("-", "\u2013", "\u2014", "til", "to", "à")
"""What stands between the ends of a range: "40\u201345 millioner", "40 til 45 millioner"."""

SCALE_WORDS: dict[str, tuple[int, ...]] = {
    word: scales
    for scales, words in {
        (10**2,): "hundre, hundred",
        (10**3,): "tusen, tusener, tusental, tsd., tsd, tus., tus, k, thousand, thousands, thous., thous",
        (10**6,): """million, millioner, millionar, millionene, millionane, millions, mill., mill, mio., mio
            mln., mln, mn., mn, m""",
        (10**9,): "milliard, milliarder, milliardar, mrd., mrd, mia., mia, mld., mld, bn., bn, billions, g",
        (10**9, 10**12): "billion",
        (10**12,): "billioner, billionar",
        (10**12, 10**18): "trillion",
        (10**15,): "billiard, billiarder, billiardar",
        (10**18,): "trillioner, trillionar",
        (10**21,): "trilliard, trilliarder, trilliardar",
        (10**24,): "kvadrillion, kvadrillioner, kvadrillionar",
        (10**27,): "kvadrilliard, kvadrilliarder, kvadrilliardar",
    }.items()
    for word in _phrases(words)
}
"""The words that multiply the number before them; the English meaning of "billion" and "trillion" comes first."""

PERCENT_WORDS = ("%", "prosent", "percent", "per cent", "pct.", "pct", "pst.", "pst")
POINT_WORDS = ("prosentpoeng", "percentage points", "percentage point", "prosenteiningar")
