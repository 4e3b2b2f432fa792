"""Whether claims agree with the figures."""

from typing import get_args

from spec.answers import number, reasons, signed, span, two_decimals, whole
from spec.definition import Definition, Example
from spec.given import figures, known

from helsetrend.analysis.checks import Verdict, check_claims

VERDICTS = {name: name.replace("_", " ") for name in get_args(Verdict)}
FORMS = {"growth": signed, "decline": signed, "growth same months": signed, "points": signed}
FORMS |= dict.fromkeys(("multiple", "share", "complement", "one in", "one in not", "ratio"), two_decimals)


def check(given, kind, name, *, said, end, start="", of=""):
    """Return the verdict on a claim, what follows from the figures, what is needed, and the reason or caution."""
    claim = {"kind": kind, "series": name, "of": of, "from": start, "to": end, "said": said}
    (checked,) = check_claims(known(given, claims=[claim]))
    follows = span(checked.derived, FORMS.get(kind, quantity)) if checked.derived else ""
    needed = span(checked.needed, two_decimals if kind == "points" else quantity) if checked.needed else ""
    remarks = [*checked.reasons, *checked.cautions]
    return VERDICTS[checked.verdict], follows, needed, reasons(remarks)


def quantity(value):
    """Return an amount as text, from a million up to the nearest whole number."""
    return whole(value) if value >= 10**6 else number(value)


def changed(given, kind, name, said):
    """Check a change from 2020 to 2021 or, for the travel share, from December to December."""
    month = "-12" if name == "travel share" else ""
    return check(given, kind, name, start=f"2020{month}", end=f"2021{month}", said=said)[:3]


def level(given, name, period, said):
    return check(given, "level", name, end=period, said=said)[:3]


def monthly_mean(given, name, period, said):
    return check(given, "monthly mean", name, end=period, said=said)[:3]


def added_up(given, name, start, end, said):
    return check(given, "sum", name, start=start, end=end, said=said)[:3]


def set_against(given, kind, name, of, period, said):
    return check(given, kind, name, of=of, end=period, said=said)[:3]


def remarked(given, kind, name, start, end, said):
    """Return the verdict, and the reason or caution that comes with it."""
    verdict, *_, why = check(given, kind, name, start=start, end=end, said=said)
    return verdict, why


def remarked_of(given, kind, name, of, period, said):
    verdict, *_, why = check(given, kind, name, of=of, end=period, said=said)
    return verdict, why


def promised(given, name, period, said):
    return check(given, "level", name, end=period, said=said)[:1]


def twice(name, old, new, said):
    """Return the two verdicts on the growth from 2020 to 2021, and what followed and follows."""
    (checked,) = published_twice(name, old, new, said)
    then = checked.then.derived
    return (
        *both(checked),
        span(then, signed) if then else "",
        span(checked.derived, signed) if checked.derived else "",
    )


def by_its_own(name, old, new, said):
    (checked,) = published_twice(name, old, new, said, rank="2")
    return both(checked)


def published_twice(name, old, new, said, rank="1"):
    """Check a growth from 2020 to 2021 that was claimed in May 2022."""
    rows = figures(old, series=name, period="2020") + figures(new, series=name, period="2021")
    claim = {"kind": "growth", "series": name, "from": "2020", "to": "2021", "said": said, "published": "2022-05"}
    return check_claims(known(rows, claims=[{**claim, "rank": rank}]))


def both(checked):
    return VERDICTS[checked.verdict_when_made], VERDICTS[checked.verdict]


def differing(given, kind, name, of, start, end, said):
    claim = {"kind": kind, "series": name, "of": of, "from": start, "to": end, "said": said}
    (checked,) = check_claims(known(given, claims=[claim]))
    needed = span(checked.needed, number) if checked.needed else ""
    return VERDICTS[checked.verdict], span(checked.derived, lambda value: signed(value).removesuffix(".00")), needed


def mean(given, kind, name, period, said):
    return check(given, kind, name, end=period, said=said)[:3]


def recorded(given, kind, name, since, period, said):
    """Return the verdict on a record that was claimed when all was published, and with what it was compared."""
    claim = {"kind": kind, "series": name, "from": since, "to": period, "said": said}
    (checked,) = check_claims(known(given, claims=[claim]))
    compared = [reason for reason in checked.cautions if reason.code == "as_far_as_published"]
    return VERDICTS[checked.verdict], reasons([*checked.reasons, *compared]).rpartition("figures only: ")[2]


def of_whole(given, kind, name, of, said):
    return check(given, kind, name, of=of, end="2021", said=said)[:2]


def added_or_printed(given, kind, name, of, start, end, said):
    return check(given, kind, name, of=of, start=start, end=end, said=said)[:2]


FIGURES = """
series       | 2020              | 2021               | 2023             | 2020-12           | 2021-12
visits       | 72 million        | over 140 million   | over 110 million | –                 | –
logins       | nearly 43 million | about 77.5 million | –                | –                 | –
messages     | 15.9 million      | 40 million         | –                | –                 | –
travel share | –                 | –                  | –                | nearly 84 percent | over 87 percent
"""

COUNTS = """
series        | 2020    | 2021
letters       | 1 200   | 1 494
calls         | 1 200   | 1 495
forms         | 1 200   | 906
all enquiries | 1 200   | 905
phones        | 1 200   | 1 500
computers     | 294     | 0
devices       | 0       | 1
"""

CHANGES = Example(
    lead="""
Growth in percent and in percentage points, and multiples, from 2020 to 2021 and, for the travel share, from December
to December. *Follows* is what the figures give; *needed* is what the first figure would have to be for a contradicted
claim to be right. The sources claim 85 and 153 percent and both doublings.
""",
    given=FIGURES,
    table="""
kind     | figure       | said                          || verdict     | follows            | needed
growth   | visits       | 85 percent                    || contradicts | +93.10 to +97.20   | 75 471 698 to 76 422 764
growth   | messages     | 153 percent                   || agrees      | +147.65 to +155.52 | –
growth   | visits       | a doubling (taken as about    || agrees      | +93.10 to +97.20   | –
         |              | 100, to the nearest 10)       ||             |                    |
growth   | logins       | a doubling (taken as about    || contradicts | +80.00 to +84.76   | 36 857 143 to 40 842 105
         |              | 100, to the nearest 10)       ||             |                    |
points   | travel share | 3 percentage points           || agrees      | +3.00 to +5.00     | –
points   | travel share | nearly 3 percentage points    || agrees      | +3.00 to +5.00     | –
points   | travel share | 2 percentage points           || contradicts | +3.00 to +5.00     | 84.50 to 86.50
points   | travel share | over 4 percentage points      || agrees      | +3.00 to +5.00     | –
points   | travel share | over 5 percentage points      || contradicts | +3.00 to +5.00     | 81.00 to 83.00
points   | travel share | 6 percentage points           || contradicts | +3.00 to +5.00     | 80.50 to 82.50
multiple | visits       | doubled (taken as 2, to the   || agrees      | 1.93 to 1.97       | –
         |              | nearest 0.1)                  ||             |                    |
multiple | visits       | tripled (taken as 3, to the   || contradicts | 1.93 to 1.97       | 45 901 639 to 47 796 610
         |              | nearest 0.1)                  ||             |                    |
multiple | messages     | 2.5 times                     || agrees      | 2.48 to 2.56       | –
multiple | messages     | 2.4 times                     || contradicts | 2.48 to 2.56       | 16 122 449 to 17 234 043
""",
    call=changed,
    working="""
What would have to be true: "85 percent" is 84.5 to 85.5, and 140 / 1.855 and 141 / 1.845 million; a doubling is taken
as 90 to 110 percent, and 77.4 / 2.1 and 77.6 / 1.9; "2 points" is 1.5 to 2.5, and 87 − 2.5 and 88 − 1.5; *tripled* is
2.95 to 3.05 times, and 140 / 3.05 and 141 / 2.95; "2.4 times" is 2.35 to 2.45, and 39.5 / 2.45 and 40.5 / 2.35.
""",
)

EDGES = Example(
    lead="Ranges that only just meet, and only just do not (invented, exact counts).",
    given=COUNTS,
    table="""
kind     | figure        | said                || verdict     | follows | needed
growth   | letters       | 24 percent          || agrees      | +24.50  | –
growth   | letters       | 25 percent          || agrees      | +24.50  | –
growth   | calls         | 24 percent          || contradicts | +24.58  | 1 200.8 to 1 210.53
growth   | calls         | 25 percent          || agrees      | +24.58  | –
growth   | letters       | over 24.5 percent   || contradicts | +24.50  | 1 199.04 to 1 200
growth   | letters       | nearly 24.5 percent || agrees      | +24.50  | –
growth   | letters       | over 25 percent     || contradicts | +24.50  | 1 185.71 to 1 195.2
growth   | letters       | about 25 percent    || agrees      | +24.50  | –
growth   | letters       | about 26 percent    || contradicts | +24.50  | 1 176.38 to 1 195.2
growth   | forms         | 24 percent          || contradicts | −24.50  | 727.71 to 733.6
decline  | forms         | 24 percent          || agrees      | −24.50  | –
decline  | forms         | 25 percent          || agrees      | −24.50  | –
decline  | all enquiries | 24 percent          || contradicts | −24.58  | 1 183.01 to 1 198.68
decline  | all enquiries | 25 percent          || agrees      | −24.58  | –
decline  | all enquiries | over 25 percent     || contradicts | −24.58  | 1 206.67 to 1 222.97
decline  | computers     | 100 percent         || agrees      | −100.00 | –
multiple | phones        | 1.2 times           || agrees      | 1.25    | –
multiple | phones        | 1.3 times           || agrees      | 1.25    | –
multiple | phones        | 1.4 times           || contradicts | 1.25    | 1 034.48 to 1 111.11
""",
    call=changed,
    working="""
1 494 / 1 200 = 1.245 and 1 495 / 1 200 = 1.24583. What would have to be true: 1 495 / 1.245 and 1 495 / 1.235; 1 494
/ 1.26 and 1 494 / 1.25; 1 494 / 1.27 and 1 494 / 1.25; 906 / 1.245 and 906 / 1.235; for a decline of 23.5 to 24.5
percent, 905 / 0.765 and 905 / 0.755; of 25 to 26 percent, 905 / 0.75 and 905 / 0.74; 1 500 / 1.45 and 1 500 / 1.35.
""",
)

LEVELS = Example(
    lead="A level: the figure itself. *Needed* is what it would have to be.",
    given=FIGURES,
    table="""
figure       | period  | said               || verdict     | follows                    | needed
visits       | 2021    | 140 million        || agrees      | 140 000 000 to 141 000 000 | –
visits       | 2021    | nearly 140 million || agrees      | 140 000 000 to 141 000 000 | –
visits       | 2021    | over 141 million   || contradicts | 140 000 000 to 141 000 000 | 141 000 000 to 142 000 000
visits       | 2021    | 139 million        || contradicts | 140 000 000 to 141 000 000 | 138 500 000 to 139 500 000
visits       | 2021    | 142 million        || contradicts | 140 000 000 to 141 000 000 | 141 500 000 to 142 500 000
travel share | 2021-12 | 88 percent         || agrees      | 87 to 88                   | –
travel share | 2021-12 | 86 percent         || contradicts | 87 to 88                   | 85.5 to 86.5
""",
    call=level,
)

MEANS = Example(
    lead="A monthly mean: one twelfth of the figure for the year. *Needed* is the year.",
    given=FIGURES,
    table="""
figure | period | said        || verdict     | follows                | needed
visits | 2023   | 9.2 million || agrees      | 9 166 667 to 9 250 000 | –
visits | 2023   | 9 million   || agrees      | 9 166 667 to 9 250 000 | –
visits | 2023   | 9.3 million || agrees      | 9 166 667 to 9 250 000 | –
visits | 2023   | 9.4 million || contradicts | 9 166 667 to 9 250 000 | 112 200 000 to 113 400 000
visits | 2023   | 9.1 million || contradicts | 9 166 667 to 9 250 000 | 108 600 000 to 109 800 000
""",
    call=monthly_mean,
    working='110 / 12 and 111 / 12 million. "9.3" is 9.25 to 9.35; 12 × 9.35 and 12 × 9.45; 12 × 9.05 and 12 × 9.15.',
)

SUMS = Example(
    lead="A sum over periods. *Needed* is the sum.",
    given=FIGURES,
    table="""
figure | from | to   | said             || verdict     | follows                    | needed
visits | 2020 | 2021 | 212 million      || agrees      | 211 500 000 to 213 500 000 | –
visits | 2020 | 2021 | 214 million      || agrees      | 211 500 000 to 213 500 000 | –
visits | 2020 | 2021 | 215 million      || contradicts | 211 500 000 to 213 500 000 | 214 500 000 to 215 500 000
visits | 2020 | 2021 | over 210 million || agrees      | 211 500 000 to 213 500 000 | –
""",
    call=added_up,
    working="72 million is 71.5 to 72.5, *over 140* is 140 to 141.",
)

SERVICES = Example(
    lead="A sum of services that add up; all of them if only *enquiries* is named.",
    given=COUNTS,
    table="""
figure                  | from | to   | said  || verdict     | follows | needed
letters + calls         | –    | 2021 | 2 989 || agrees      | 2 989   | –
letters + calls         | –    | 2021 | 2 990 || contradicts | 2 989   | 2 990
letters + calls + forms | –    | 2021 | 3 895 || agrees      | 3 895   | –
enquiries               | –    | 2021 | 3 895 || agrees      | 3 895   | –
letters + calls         | 2020 | 2021 | 5 389 || agrees      | 5 389   | –
""",
    call=added_up,
    working="""
1 494 + 1 495 = 2 989; with 906 it is 3 895; with 1 200 of each in 2020 it is 5 389. Chats were launched in 2022, so
letters, calls and forms are all the services of 2021.
""",
)

SET_AGAINST = Example(
    lead="""
A metric in relation to another one of the same period: share, one in N, ratio. *Needed* is the other metric.
""",
    given=FIGURES,
    table="""
kind   | figure   | of     | period | said                   || verdict     | follows        | needed
share  | messages | visits | 2021   | 28 percent             || agrees      | 28.01 to 28.93 | –
share  | messages | visits | 2021   | 29 percent             || agrees      | 28.01 to 28.93 | –
share  | messages | visits | 2021   | 30 percent             || imprecise   | 28.01 to 28.93 | –
share  | messages | visits | 2021   | 31 percent             || contradicts | 28.01 to 28.93 | 125 396 825 to 132 786
       |          |        |        |                        ||             |                | 885
share  | messages | visits | 2021   | 27 percent             || contradicts | 28.01 to 28.93 | 143 636 364 to 152 830
       |          |        |        |                        ||             |                | 189
one in | messages | visits | 2021   | every third (taken as  || agrees      | 3.46 to 3.57   | –
       |          |        |        | 3, to the nearest 1)   ||             |                |
one in | messages | visits | 2021   | every fourth (taken as || agrees      | 3.46 to 3.57   | –
       |          |        |        | 4, to the nearest 1)   ||             |                |
one in | messages | visits | 2021   | every fifth (taken as  || contradicts | 3.46 to 3.57   | 177 750 000 to 222 750
       |          |        |        | 5, to the nearest 1)   ||             |                | 000
ratio  | visits   | logins | 2021   | 1.8 times              || agrees      | 1.80 to 1.82   | –
ratio  | visits   | logins | 2021   | 2 times                || agrees      | 1.80 to 1.82   | –
ratio  | visits   | logins | 2021   | 1.9 times              || contradicts | 1.80 to 1.82   | 71 794 872 to 76 216
       |          |        |        |                        ||             |                | 216
""",
    call=set_against,
    working="""
39.5 / 141 and 40.5 / 140; 141 / 39.5 and 140 / 40.5; 140 / 77.6 and 141 / 77.4. What would have to be true: 39.5 /
0.315 and 40.5 / 0.305; 39.5 / 0.275 and 40.5 / 0.265; 39.5 × 4.5 and 40.5 × 5.5; 140 / 1.95 and 141 / 1.85.
""",
)

SET_AGAINST_EDGES = Example(
    lead="The same with exact counts: 294 of 1 200 are 24.5 percent.",
    given=COUNTS,
    table="""
kind   | figure    | of      | period | said                           || verdict     | follows | needed
share  | computers | phones  | 2020   | 24 percent                     || agrees      | 24.50   | –
share  | computers | phones  | 2020   | 25 percent                     || agrees      | 24.50   | –
share  | computers | phones  | 2020   | 26 percent                     || contradicts | 24.50   | 1 109.43 to 1 152.94
one in | computers | phones  | 2020   | every fourth (taken as 4, to   || agrees      | 4.08    | –
       |           |         |        | the nearest 1)                 ||             |         |
ratio  | phones    | letters | 2020   | 1 times                        || agrees      | 1.00    | –
ratio  | phones    | letters | 2020   | 1.1 times                      || contradicts | 1.00    | 1 043.48 to 1 142.86
""",
    call=set_against,
    working="294 / 0.265 and 294 / 0.255; 1 200 / 1.15 and 1 200 / 1.05.",
)

SAME_MONTHS = Example(
    lead="Growth over the same months of two years (invented).",
    given="""
series  | 2020-01 | 2020-02 | 2020-03 | 2021-01 | 2021-02
letters | 400     | 400     | 400     | 498     | 498
""",
    table="""
kind               | figure  | from            | to              | said       || verdict           | reason, or caution
growth same months | letters | 2020-01/2020-02 | 2021-01/2021-02 | 24 percent || agrees            | January–February
                   |         |                 |                 |            ||                   | 2020 has 60 days
                   |         |                 |                 |            ||                   | and
                   |         |                 |                 |            ||                   | January–February
                   |         |                 |                 |            ||                   | 2021 has 59
growth same months | letters | 2020-01         | 2021-01         | 26 percent || contradicts       | –
growth same months | letters | 2020-01/2020-03 | 2021-01/2021-03 | 24 percent || cannot be checked | of 1st quarter 2021
                   |         |                 |                 |            ||                   | only
                   |         |                 |                 |            ||                   | January–February
                   |         |                 |                 |            ||                   | 2021 is published,
                   |         |                 |                 |            ||                   | and a part of a
                   |         |                 |                 |            ||                   | period cannot be
                   |         |                 |                 |            ||                   | compared with a
                   |         |                 |                 |            ||                   | whole one
""",
    call=remarked,
    working="996 / 800 − 1 and 498 / 400 − 1 are 24.5 percent. A remark beside the verdict says that the days differ.",
)

UNCHECKED = Example(
    lead="Claims that cannot be checked.",
    given=FIGURES,
    table="""
kind         | figure              | from    | to      | said               || verdict           | reason
growth       | messages            | 2019    | 2020    | 50 percent         || cannot be checked | 2019 is not
             |                     |         |         |                    ||                   | reported; the
             |                     |         |         |                    ||                   | reporting began
             |                     |         |         |                    ||                   | in 2020
growth       | visits              | 2021    | 2022    | 10 percent         || cannot be checked | the figure for 2022
             |                     |         |         |                    ||                   | is not published
points       | travel share        | 2021-12 | 2022-12 | 1 percentage point || cannot be checked | the figure for
             |                     |         |         |                    ||                   | December 2022 is
             |                     |         |         |                    ||                   | not published
multiple     | visits              | 2021    | 2022-12 | 2 times            || cannot be checked | the figure for
             |                     |         |         |                    ||                   | December 2022 is
             |                     |         |         |                    ||                   | not published
level        | certificate         | –       | 2020    | 9 million          || cannot be checked | 2020 is before the
             |                     |         |         |                    ||                   | start in June 2021
monthly mean | visits              | –       | 2022    | 10 million         || cannot be checked | the figure for 2022
             |                     |         |         |                    ||                   | is not published
sum          | visits              | 2020    | 2023    | over 400 million   || cannot be checked | of 2020–2023 only
             |                     |         |         |                    ||                   | 2020–2021 and 2023
             |                     |         |         |                    ||                   | is published, and a
             |                     |         |         |                    ||                   | part of a period
             |                     |         |         |                    ||                   | cannot be compared
             |                     |         |         |                    ||                   | with a whole one
sum          | travel share        | 2020-12 | 2021-12 | 171 percent        || cannot be checked | figures of this
             |                     |         |         |                    ||                   | kind cannot be
             |                     |         |         |                    ||                   | added up: travel
             |                     |         |         |                    ||                   | share
sum          | messages +          | –       | 2021    | 45 million         || cannot be checked | figures of this
             | certificate         |         |         |                    ||                   | kind cannot be
             |                     |         |         |                    ||                   | added up: service
             |                     |         |         |                    ||                   | visits
sum          | letters + chats     | –       | 2021    | 1 494              || cannot be checked | the figure for 2021
             |                     |         |         |                    ||                   | is not published;
             |                     |         |         |                    ||                   | 2021 is before the
             |                     |         |         |                    ||                   | start in 2022
""",
    call=remarked,
)

UNCHECKED_ZERO = Example(
    lead="""
Also not checked: a claim that would divide by something that can be zero. In 2020 there was no visit from devices.
""",
    given=COUNTS,
    table="""
kind   | figure  | of      | period | said                          || verdict           | reason
share  | letters | devices | 2020   | 10 percent                    || cannot be checked | the figure for 2020 can be
       |         |         |        |                               ||                   | zero within its rounding
ratio  | letters | devices | 2020   | 10 times                      || cannot be checked | the figure for 2020 can be
       |         |         |        |                               ||                   | zero within its rounding
one in | devices | letters | 2020   | one in ten (taken as 10, to   || cannot be checked | the figure for 2020 can be
       |         |         |        | the nearest 1)                ||                   | zero within its rounding
share  | devices | letters | 2020   | 0 percent                     || agrees            | –
""",
    call=remarked_of,
)

IMPOSSIBLE = Example(
    lead="What is needed is given as far as it is not below zero, and not at all if all of it is (invented shares).",
    given="""
series       | period  | printed
travel share | 2020-12 | 3 percent
travel share | 2021-12 | 10 percent
visits       | 2020    | 72 million
visits       | 2021    | over 140 million
""",
    table="""
kind    | figure       | said                 || verdict     | follows          | needed
points  | travel share | 9 percentage points  || contradicts | +6.00 to +8.00   | 0.00 to 2.00
points  | travel share | 10 percentage points || contradicts | +6.00 to +8.00   | 0.00 to 1.00
points  | travel share | 12 percentage points || contradicts | +6.00 to +8.00   | –
decline | visits       | 100 percent          || contradicts | +93.10 to +97.20 | –
""",
    call=changed,
    working='"10 percent" is 9.5 to 10.5; minus 8.5 to 9.5 it is 0 to 2, minus 9.5 to 10.5 it is −1 to 1.',
)

LITERAL = Example(
    lead="What words promise. The visits and the logins are from the sources, the rest is invented.",
    given="""
series    | 2020         | 2021
visits    | –            | 140.9 million
logins    | 72.9 million | –
letters   | 201 290      | 201 300
awareness | –            | 64.5 percent
""",
    table="""
figure    | period | said               || verdict
letters   | 2021   | over 200 000       || agrees
letters   | 2021   | over 201 299       || agrees
letters   | 2021   | over 201 300       || contradicts
letters   | 2021   | over 100 000       || imprecise
awareness | 2021   | over 60 percent    || agrees
awareness | 2021   | over 64 percent    || agrees
awareness | 2021   | over 63 percent    || imprecise
awareness | 2021   | over 65 percent    || contradicts
letters   | 2021   | at least 201 300   || agrees
letters   | 2021   | at least 201 301   || contradicts
letters   | 2021   | at least 100 000   || imprecise
letters   | 2021   | under 201 300      || contradicts
letters   | 2021   | under 202 000      || agrees
letters   | 2021   | fewer than 250 000 || imprecise
letters   | 2021   | up to 201 300      || agrees
letters   | 2021   | up to 201 000      || contradicts
visits    | 2021   | over 140 million   || agrees
visits    | 2021   | over 130 million   || imprecise
visits    | 2021   | over 141 million   || contradicts
visits    | 2021   | nearly 141 million || agrees
visits    | 2021   | nearly 150 million || imprecise
visits    | 2021   | nearly 140 million || contradicts
visits    | 2021   | nearly 160 million || contradicts
logins    | 2020   | 73 million         || agrees
logins    | 2020   | 72 million         || contradicts
logins    | 2020   | 70 million         || imprecise
logins    | 2020   | about 70 million   || imprecise
logins    | 2020   | 80 million         || contradicts
letters   | 2021   | 201 thousand       || agrees
letters   | 2021   | 200 000            || imprecise
letters   | 2021   | 201 310            || contradicts
""",
    call=promised,
    working="""
The last non-zero digit of "200 000" is worth 100 000, and a tenth of it is 20 000; of "63 percent" the digit is worth
1, and of "130 million" 10 million. "Nearly 150 million" is no falsehood from 135 million on. A twentieth of 70 million
is 3.5 million. "201 310" is a count to the last digit, and nothing else.
""",
)

TWICE = Example(
    lead="""
Two verdicts, on growth from 2020 to 2021 in a claim of May 2022: by what was known then, and today. The logins are from
the sources.
""",
    table="""
figure | 2020          | 2021          | said          || when made     | today       | then          | now
logins | nearly 43     | about 77.5    | 80 percent    || agrees        | outdated    | +80.00 to     | +111.16 to
       | million       | million       |               ||               |             | +84.76        | +116.67
       | (2022-05)     | (2022-05);    |               ||               |             |               |
       |               | about 90.9    |               ||               |             |               |
       |               | million       |               ||               |             |               |
       |               | (2023-01)     |               ||               |             |               |
logins | nearly 43     | about 77.5    | 112 percent   || contradicts   | agrees      | +80.00 to     | +111.16 to
       | million       | million       |               ||               |             | +84.76        | +116.67
       | (2022-05)     | (2022-05);    |               ||               |             |               |
       |               | about 90.9    |               ||               |             |               |
       |               | million       |               ||               |             |               |
       |               | (2023-01)     |               ||               |             |               |
logins | nearly 43     | about 77.5    | 95 percent    || contradicts   | contradicts | +80.00 to     | +111.16 to
       | million       | million       |               ||               |             | +84.76        | +116.67
       | (2022-05)     | (2022-05);    |               ||               |             |               |
       |               | about 90.9    |               ||               |             |               |
       |               | million       |               ||               |             |               |
       |               | (2023-01)     |               ||               |             |               |
logins | nearly 43     | about 77.5    | over 79       || agrees        | imprecise   | +80.00 to     | +111.16 to
       | million       | million       | percent       ||               |             | +84.76        | +116.67
       | (2022-05)     | (2022-05);    |               ||               |             |               |
       |               | about 90.9    |               ||               |             |               |
       |               | million       |               ||               |             |               |
       |               | (2023-01)     |               ||               |             |               |
logins | nearly 43     | about 90.9    | 112 percent   || cannot be     | agrees      | –             | +111.16 to
       | million       | million       |               || checked       |             |               | +116.67
       | (2022-05)     | (2023-01)     |               ||               |             |               |
logins | nearly 43     | 70 million    | 80 percent    || agrees        | outdated    | +80.00 to     | +111.16 to
       | million       | (2022-01,     |               ||               |             | +84.76        | +116.67
       | (2022-05)     | rank 2);      |               ||               |             |               |
       |               | about 77.5    |               ||               |             |               |
       |               | million       |               ||               |             |               |
       |               | (2022-05);    |               ||               |             |               |
       |               | about 90.9    |               ||               |             |               |
       |               | million       |               ||               |             |               |
       |               | (2023-01)     |               ||               |             |               |
""",
    call=twice,
    working="77.4 / 43 and 77.6 / 42; 90.8 / 43 and 91 / 42.",
)

OWN_FIGURES = Example(
    lead="""
The document of a claim may print figures of its own, which come first for the day it was written. Here they are those
of rank 2, and so is the claim of May 2022 (invented).
""",
    table="""
figure | 2020                        | 2021                                 | said       || when made   | today
visits | 50 million (2022-05); 50    | 60 million (2022-05); 65 million     | 30 percent || agrees      | contradicts
       | million (2022-05, rank 2)   | (2022-05, rank 2)                    |            ||             |
visits | 50 million (2022-05); 50    | 60 million (2022-05); 65 million     | 20 percent || contradicts | agrees
       | million (2022-05, rank 2)   | (2022-05, rank 2)                    |            ||             |
visits | 50 million (2022-05)        | 60 million (2022-05); 65 million     | 30 percent || agrees      | contradicts
       |                             | (2022-05, rank 2)                    |            ||             |
visits | 50 million (2022-05); 50    | 65 million (2022-05, rank 2); 60     | 30 percent || agrees      | outdated
       | million (2022-05, rank 2)   | million (2023-05)                    |            ||             |
""",
    call=by_its_own,
    working="60 / 50 is 17.8 to 22.2 percent more, 65 / 50 is 27.7 to 32.3. What was in force all along is no news.",
)

CAUTIONS = Example(
    lead="""
Periods that are not fairly compared: the arithmetic is checked, and the caution stands beside the verdict (invented
counts of letters and app visits; the visits are those of the portal, which opened in June 2011).
""",
    given="""
series     | 2017  | 2018  | 2021-01 | 2021-02 | 2021-03 | 2021-04 | 2021-Q3 | 2021-Q4 | 2011      | 2012      | 2021
letters    | 2 000 | 2 400 | 310     | 280     | 350     | 420     | 1 000   | 1 100   | –         | –         | 4 500
app visits | 2 000 | 2 400 | –       | –       | –       | –       | –       | –       | –         | –         | –
visits     | –     | –     | –       | –       | –       | –       | –       | –       | 1 million | 3 million | –
""",
    table="""
kind       | figure     | from    | to      | said       || verdict     | caution
growth     | letters    | 2021-02 | 2021-03 | 25 percent || agrees      | February 2021 has 28 days and March 2021 has
           |            |         |         |            ||             | 31
growth     | letters    | 2021-02 | 2021-04 | 50 percent || agrees      | February 2021 and April 2021 do not cover
           |            |         |         |            ||             | the same months
growth     | letters    | 2021-02 | 2021-04 | 60 percent || contradicts | February 2021 and April 2021 do not cover
           |            |         |         |            ||             | the same months
growth     | letters    | 2021-Q3 | 2021-Q4 | 10 percent || agrees      | –
growth     | letters    | 2017    | 2018    | 20 percent || agrees      | –
growth     | app visits | 2017    | 2018    | 20 percent || agrees      | there is a break in the series in 2018
           |            |         |         |            ||             | (another way of counting)
multiple   | visits     | 2011    | 2012    | 3 times    || agrees      | 2011 is covered only in part, because what is
           |            |         |         |            ||             | measured began on 15 June 2011
difference | letters    | 2018    | 2021-04 | 100 more   || contradicts | 2018 and April 2021 do not cover the same
           |            |         |         |            ||             | months
growth     | letters    | 2021-Q4 | 2021-Q4 | 4 percent  || contradicts | a period cannot be compared with itself (4th
           |            |         |         |            ||             | quarter 2021)
growth     | visits     | 2012    | 2012    | 0 percent  || contradicts | a period cannot be compared with itself
           |            |         |         |            ||             | (2012)
""",
    call=remarked,
    working="350 / 280 = 1.25; 420 / 280 = 1.5; 1 100 / 1 000 = 1.1; 2 400 / 2 000 = 1.2.",
)

DIFFERENCES = Example(
    lead="How many more or fewer, than in an earlier period or than of another metric or service (invented).",
    given=COUNTS,
    table="""
kind       | figure  | of     | from | to   | said        || verdict     | follows | needed
difference | letters | –      | 2020 | 2021 | 294 more    || agrees      | +294    | –
difference | letters | –      | 2020 | 2021 | 295 more    || contradicts | +294    | 1 199
difference | letters | –      | 2020 | 2021 | over 290    || agrees      | +294    | –
difference | letters | –      | 2020 | 2021 | over 200    || imprecise   | +294    | –
difference | forms   | –      | 2020 | 2021 | 294 more    || contradicts | −294    | 612
fewer      | forms   | –      | 2020 | 2021 | 294 fewer   || agrees      | −294    | –
fewer      | forms   | –      | 2020 | 2021 | over 300    || contradicts | −294    | 1 206 to 1 207
difference | calls   | forms  | –    | 2021 | 589 more    || agrees      | +589    | –
fewer      | forms   | calls  | –    | 2021 | 589 fewer   || agrees      | −589    | –
difference | forms   | calls  | –    | 2021 | 589 more    || contradicts | −589    | 317
""",
    call=differing,
    working="1 494 − 1 200 = 294; 906 − 1 200 = −294; 1 495 − 906 = 589; 906 − 589 = 317.",
)

DAYS = Example(
    lead="A daily mean: the figure divided by the days of its period (invented). *Needed* is the figure.",
    given="""
series       | 2020-02 | 2021-02 | 2021    | 2020
letters      | 15 950  | 15 400  | 200 750 | –
travel share | –       | –       | –       | 90 percent
""",
    table="""
kind       | figure  | period  | said        || verdict     | follows | needed
daily mean | letters | 2021    | 550 a day   || agrees      | 550     | –
daily mean | letters | 2021-02 | 550 a day   || agrees      | 550     | –
daily mean | letters | 2020-02 | 550 a day   || agrees      | 550     | –
daily mean | letters | 2021    | 560 a day   || imprecise   | 550     | –
daily mean | letters | 2021    | 570 a day   || contradicts | 550     | 207 867.5 to 208 232.5
daily mean | letters | 2021    | over 500    || agrees      | 550     | –
""",
    call=mean,
    working="200 750 / 365, 15 400 / 28 and 15 950 / 29 are 550; 365 × 569.5 and 365 × 570.5.",
)

RECORDS = Example(
    lead="""
A record, by the figures that are published (invented). *Since* is the period that a record is said to go back to, which
was not below it itself.
""",
    given="""
series  | 2011  | 2012  | 2013  | 2015  | 2016          | 2017  | 2018  | 2021-02 | 2021-03
letters | 1 000 | 1 900 | 1 500 | 1 700 | about 2 000   | 1 800 | 2 500 | 400     | 300
""",
    table="""
kind    | figure  | since | period  | said                   || verdict           | compared with, or reason
highest | letters | –     | 2018    | the highest ever       || agrees            | 2011–2013 and
        |         |       |         |                        ||                   | 2015–2017
highest | letters | –     | 2017    | the highest ever       || contradicts       | 2011–2013, 2015–2016
        |         |       |         |                        ||                   | and 2018
highest | letters | 2012  | 2017    | the highest since 2012 || contradicts       | 2012–2013, 2015–2016
        |         |       |         |                        ||                   | and 2018
lowest  | letters | –     | 2011    | the lowest ever        || agrees            | 2012–2013 and
        |         |       |         |                        ||                   | 2015–2018
lowest  | letters | 2011  | 2013    | the lowest since 2011  || agrees            | 2011–2012 and
        |         |       |         |                        ||                   | 2015–2018
highest | letters | –     | 2021-02 | the highest ever       || agrees            | March 2021
highest | letters | –     | 2019    | the highest ever       || cannot be checked | the figure for 2019 is not
        |         |       |         |                        ||                   | published
highest | letters | 2017  | 2018    | the highest since 2017 || imprecise         | 2017
highest | letters | 2018  | 2018    | the highest since 2018 || contradicts       | a period cannot be compared with
        |         |       |         |                        ||                   | itself (2018)
""",
    call=recorded,
)

SHARES = Example(
    lead="""
Other ways to say a share: what it leaves, one in so many, one in so many that does not. A hedge turns round: *nearly
every second* is one in slightly more than two. Of a metric that is a share already no other one is needed.
""",
    given="""
series       | 2021
phones       | 480
computers    | 521
devices      | 1 001
awareness    | 80 percent
travel share | 66 percent
phone share  | 48 percent
""",
    table="""
kind       | figure       | of      | said                                             || verdict     | follows
complement | phones       | devices | 52 percent                                       || agrees      | 52.05
complement | phones       | devices | 48 percent                                       || contradicts | 52.05
complement | awareness    | –       | 20 percent                                       || agrees      | 19.50 to 20.50
one in not | awareness    | –       | one in five (taken as 5, to the nearest 1)       || agrees      | 4.88 to 5.13
one in     | awareness    | –       | one in five (taken as 5, to the nearest 1)       || contradicts | 1.24 to 1.26
one in     | phones       | devices | nearly every second (taken as nearly 2, to the   || agrees      | 2.09
           |              |         | nearest 1)                                       ||             |
one in     | computers    | devices | nearly every second (taken as nearly 2, to the   || contradicts | 1.92
           |              |         | nearest 1)                                       ||             |
one in     | computers    | devices | over every second (taken as over 2, to the       || agrees      | 1.92
           |              |         | nearest 1)                                       ||             |
one in     | phones       | devices | over every second (taken as over 2, to the       || contradicts | 2.09
           |              |         | nearest 1)                                       ||             |
share      | travel share | –       | two in three (taken as 66.7, to the nearest 10)  || agrees      | 65.50 to 66.50
share      | phone share  | –       | two in three (taken as 66.7, to the nearest 10)  || contradicts | 47.50 to 48.50
""",
    call=of_whole,
    working="100 / 20.5 and 100 / 19.5; 1 001 / 480 = 2.085 and 1 001 / 521 = 1.921.",
)

WHOLES = Example(
    lead="A figure that no source prints is the sum that its entry in `metrics.toml` says it is (invented).",
    given="""
series    | 2020 | 2021
phones    | 480  | 600
computers | 520  | 650
letters   | 100  | 200
calls     | 300  | 400
forms     | –    | 400
""",
    table="""
kind   | figure        | of            | from | to   | said       || verdict           | follows
share  | phones        | devices       | –    | 2020 | 48 percent || agrees            | 48.00
share  | phones        | devices       | –    | 2020 | 52 percent || contradicts       | 48.00
growth | devices       | –             | 2020 | 2021 | 25 percent || agrees            | +25.00
share  | calls         | all enquiries | –    | 2021 | 40 percent || agrees            | 40.00
share  | calls         | all enquiries | –    | 2020 | 40 percent || cannot be checked | –
""",
    call=added_or_printed,
    working="480 / (480 + 520); (600 + 650) / (480 + 520) − 1; 400 / (200 + 400 + 400), chats were launched in 2022.",
)

DEFINITION = Definition(
    title="Whether what is said agrees with the figures",
    rule="""
A claim is read like a figure: "85 percent" means 84.5 to 85.5 percent, and a claim in words is given a number and a
rounding. It is compared with what follows from the figures, with the whole range of each, and judged by what its words
literally say. Each claim gets two verdicts: as it was written, by the figures of its own document where it prints them
and else by those then in force, and today.

It *agrees* if at least one value is possible for both. "Over X" is true of everything above X, "at least X" of X too;
"under", "fewer than" and "up to" are the mirror. "Nearly X", "about X" and a bare number are true within their bounds.
It is *imprecise* if it is no falsehood and says too little: "over X" where the value is more than one step of X's last
non-zero digit, or more than a tenth of X, above it; "nearly X" below its bounds, but within a tenth; "about X", or a
bare round X, beyond its bounds but within that step and a twentieth. A number is round if its last printed digit is a
zero; a count that is printed to its last digit is exact, and not round. Anything else *contradicts*. A claim that was
true as it was written and contradicts today, because one of its figures was published anew since, is *outdated*.

It *cannot be checked* if a figure is missing or the claim divides by something that can be zero; the reason is given.
Periods that are not fairly compared do not stop the arithmetic: the caution stands beside the verdict. A month or a
quarter against the one before it is ordinary. A period compared with itself is a fault of the statement, and
contradicts. A figure that no source prints is the sum of others where `metrics.toml` says so and all of them are known.

A claim that agrees is not proved: the figures allow it. A contradicted claim comes with what would have to be true: the
bounds in which the first figure (the old one, or the whole; for a level or a sum the number itself) would have to be
for the claim to be right, as far as they are not below zero.
""",
    origin="""
Each kind of claim has the usual formula: growth and decline are new / old − 1, points and differences new − old, a
multiple new / old, a mean the figure divided by the months or days of its period, a share part / whole, its complement
what it leaves, *one in N* whole / part. A record is the highest or lowest of the published figures of periods of the
same kind up to the day of the claim. What the words promise is their meaning in a dictionary; the step, the tenth and
the twentieth are decisions of this program, and so are that a claim has bounds of its own and that one shared value is
enough, which give the author of the claim the benefit of the doubt.
""",
    examples=(
        CHANGES,
        EDGES,
        LITERAL,
        TWICE,
        OWN_FIGURES,
        LEVELS,
        DIFFERENCES,
        MEANS,
        DAYS,
        SUMS,
        SERVICES,
        SET_AGAINST,
        SET_AGAINST_EDGES,
        SHARES,
        WHOLES,
        RECORDS,
        SAME_MONTHS,
        CAUTIONS,
        UNCHECKED,
        UNCHECKED_ZERO,
        IMPOSSIBLE,
    ),
)
