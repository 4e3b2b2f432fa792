"""How well proofreading finds what is wrong, by mutation: `.venv/bin/python bench/proofread.py`.

Each number of the drafts in tests/data/drafts that agrees with the figures is changed in one way at a time: another
value, another scale, the other direction, another year. A change is found if that number, or one beside it, is told as
wrong. What is told of the drafts as they are, and is not wrong by the gold, is a false alarm. One line for each kind of
change: found, of how many; then the alarms, and how long a page takes. `-v` lists what was not found.
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from helsetrend.analysis import Vintage, vintage_on
from helsetrend.proofreading.documents import READ, text_of
from helsetrend.proofreading.proof import Proof
from helsetrend.proofreading.reader import proof_of
from helsetrend.published import read_published

DRAFTS = Path(__file__).parents[1] / "tests" / "data" / "drafts"
WRONG = ("contradicts", "outdated", "imprecise")
CHARACTERS_A_PAGE = 2500
PAGES = 100
SWAPPED = {
    "økning": "nedgang",
    "vekst": "nedgang",
    "økte": "falt",
    "flere": "færre",
    "fleire": "færre",
    "increase": "fall",
    "rose": "fell",
    "more than in": "fewer than in",
    "falt": "økte",
    "fall": "rise",
    "nedgang": "økning",
}


def mutations(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Yield each change of the number that stands from `start` to `end`: its kind, and the text after it."""
    quote = text[start:end]
    digits = re.search(r"\d+", quote)
    if digits:
        first = digits[0][0]
        for kind, shift in (("first digit up", 1), ("first digit down", -1)):
            other = str((int(first) + shift - 1) % 9 + 1)
            yield kind, text[:start] + quote.replace(first, other, 1) + text[end:]
        if len(digits[0]) > 1:
            swapped = digits[0][1] + digits[0][0] + digits[0][2:]
            if swapped != digits[0] and swapped[0] != "0":
                yield "digits swapped", text[:start] + quote.replace(digits[0], swapped, 1) + text[end:]
    for unit, other in (("millioner", "milliarder"), ("million", "billion"), ("millionar", "milliardar")):
        if quote.endswith(unit):
            yield "scale", text[:start] + quote.removesuffix(unit) + other + text[end:]
    line = text[max(0, start - 60) : end + 40]
    for word, other in SWAPPED.items():
        if re.search(rf"\b{word}\b", line) and re.search(r"prosent|per ?cent|%", quote):
            yield "direction", text.replace(line, re.sub(rf"\b{word}\b", other, line, count=1), 1)
            break
    year = re.search(r"\b20(\d\d)\b", text[end : end + 25])
    if year:
        other = f"20{int(year[1]) - 1:02}"
        at = end + year.start()
        yield "year", text[:at] + other + text[at + 4 :]


def gold_of(path: Path) -> dict[str, object]:
    return json.loads(path.read_text("utf-8"))


def proofs() -> Iterator[tuple[dict, str, str, Vintage]]:
    """Yield each draft with its gold, its text, its form and what was known on its day."""
    folders: dict[str, object] = {}
    for path in sorted(DRAFTS.glob("*.gold.json")):
        gold = gold_of(path)
        folder = gold["data"]
        if folder not in folders:
            folders[folder] = read_published(None if folder == "shipped" else DRAFTS / folder)
        draft = DRAFTS / gold["file"]
        yield gold, draft.read_text("utf-8"), READ[draft.suffix], vintage_on(folders[folder], as_of=gold["as_of"])


def is_told(proof: Proof, start: int, end: int) -> bool:
    """Return whether a number that overlaps a place is told as wrong, by the figures or by the text itself."""
    spans = [one.statement.span for one in proof.judged if one.verdict in WRONG]
    spans += [span for one in proof.contradictions for span in one.spans]
    return any(first < end + 40 and start - 40 < last for first, last in spans)


def main() -> None:
    """Print the recall of each kind of change, the precision of the alarms, and the time a page takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-v", action="store_true", dest="is_listed", help="list what was not found")
    is_listed = parser.parse_args().is_listed
    found: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    alarms: Counter[bool] = Counter()
    characters, seconds = 0, 0.0
    for gold, text, form, vintage in proofs():
        begun = time.perf_counter()
        proof = proof_of(text_of(text, form=form), vintage)
        seconds += time.perf_counter() - begun
        characters += len(text)
        for one in proof.judged:
            if one.verdict in WRONG:
                first, last = one.statement.span
                beside = [said for said in gold["statements"] if said["start"] < last and first < said["end"]]
                alarms[any(set(said["accept"]) & set(WRONG) for said in beside)] += 1
        for said in gold["statements"]:
            if said["verdict"] != "agrees" or is_told(proof, said["start"], said["end"]):
                continue
            for kind, changed in mutations(text, said["start"], said["end"]):
                tried[kind] += 1
                is_found = is_told(proof_of(text_of(changed, form=form), vintage), said["start"], said["end"])
                found[kind] += is_found
                if is_listed and not is_found:
                    print(
                        "   ",
                        kind,
                        gold["file"],
                        repr(said["quote"]),
                        repr(changed[said["start"] - 30 : said["end"] + 10]),
                    )
    for kind, count in tried.items():
        print(f"{kind:18} {found[kind]:3} of {count:3}  {found[kind] / count:.2f}")
    print(f"{'all':18} {found.total():3} of {tried.total():3}  {found.total() / tried.total():.2f}")
    print(f"alarms on the drafts as they are: {alarms[True]} right, {alarms[False]} not")
    print(f"a page of {CHARACTERS_A_PAGE} characters: {1000 * seconds * CHARACTERS_A_PAGE / characters:.0f} ms")
    time_hundred_pages()


def time_hundred_pages() -> None:
    """Print how long the drafts on the shipped figures take, repeated until they are a hundred pages."""
    every = [(text, vintage) for gold, text, form, vintage in proofs() if form == "text" and gold["data"] == "shipped"]
    one = "\n\n".join(text for text, _ in every)
    document = text_of("\n\n".join([one] * (1 + PAGES * CHARACTERS_A_PAGE // len(one))))
    begun, worked = time.perf_counter(), time.process_time()
    proof = proof_of(document, every[-1][1])
    wall, work = time.perf_counter() - begun, time.process_time() - worked
    print(f"{PAGES} pages, {proof.summary.partition(':')[0]}: {wall:.1f} s, of which {work:.1f} s of work")


if __name__ == "__main__":
    main()
