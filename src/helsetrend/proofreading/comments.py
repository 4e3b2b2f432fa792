"""A Word file with each verdict as a comment at its place; tracked changes stay as they are.

A comment begins and ends within a paragraph; the runs at its ends are split where it does. In notes, where Word has no
comments, it stands at the sign of the note.
"""

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime

from lxml import etree
from lxml.etree import _Element as Element

from helsetrend.proofreading.documents.word import MAIN, W, Word, word_document
from helsetrend.proofreading.listing import VERDICTS, described, explained
from helsetrend.proofreading.proof import Proof

AUTHOR = "helsetrend"
_COMMENTS = "word/comments.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def commented(proof: Proof, data: bytes) -> bytes:
    """Return the Word file of a proofread draft with a comment on each statement and on what was not understood."""
    _, word = word_document(data, proof.document.name)
    comments = _existing(word)
    first = 1 + max((int(comment.get(f"{W}id", "0")) for comment in comments), default=-1)
    notes = sorted(_notes(proof), key=lambda note: note[0], reverse=True)
    for place, (span, text) in enumerate(notes):
        number = first + len(notes) - 1 - place  # from the end on, so that no piece moves before it is used
        if _mark(word, span, number):
            comments.append(_comment(number, text, datetime.combine(proof.as_of, datetime.min.time())))
    comments[:] = sorted(comments, key=lambda comment: int(comment.get(f"{W}id", "0")))
    return _packed(word, comments)


def _notes(proof: Proof) -> list[tuple[tuple[int, int], str]]:
    notes = {judged.statement.span: [f"{VERDICTS[judged.verdict]}: {explained(judged)}"] for judged in proof.judged}
    for contradiction in proof.contradictions:
        notes.setdefault(contradiction.spans[-1], []).append(described(contradiction))
    for other in proof.others:
        if not other.is_understood:
            notes.setdefault((other.start, other.end), []).append("not understood")
    return [(span, "\n".join(texts)) for span, texts in notes.items()]


def _existing(word: Word) -> Element:
    if _COMMENTS in word.parts:
        return etree.fromstring(word.parts[_COMMENTS])
    return etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})


def _comment(number: int, text: str, day: datetime) -> Element:
    comment = etree.Element(f"{W}comment")
    for name, value in {
        "id": str(number),
        "author": AUTHOR,
        "initials": "h",
        "date": f"{day:%Y-%m-%dT%H:%M:%SZ}",
    }.items():
        comment.set(f"{W}{name}", value)
    for line in text.split("\n"):
        run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
        shown = etree.SubElement(run, f"{W}t")
        shown.text = line
        shown.set(_SPACE, "preserve")
    return comment


def _mark(word: Word, span: tuple[int, int], number: int) -> bool:
    """Put the signs of a comment around the characters of a span; return whether there is a place for it."""
    start, end = span
    pieces = [(first, last, element) for first, last, element in word.pieces if first < end and start < last]
    if not pieces:
        return False
    if (note := _note_of(pieces[0][2])) is not None:
        run = _sign_of(word, note)
        if run is None:
            return False
        _surround(run, run, number)
        return True
    first, _, element = pieces[0]
    opening = _split(word, element, start - first)
    last_first, _, closing = next(piece for piece in word.pieces if piece[0] < end <= piece[1])
    _split(word, closing, end - last_first)
    _surround(_run_of(opening), _run_of(closing), number)
    return True


def _run_of(element: Element) -> Element:
    run = element.getparent()
    assert run is not None
    return run


def _split(word: Word, element: Element, offset: int) -> Element:
    """Split the run of a text at a character; return the text that begins there."""
    text = element.text or ""
    if element.tag != f"{W}t" or not 0 < offset < len(text):
        return element
    run = _run_of(element)
    other = deepcopy(run)
    place = list(run).index(element)
    twin = other[place]
    for child in list(other)[:place]:
        if child.tag != f"{W}rPr":
            other.remove(child)
    moved = list(run)[place + 1 :]
    twins = list(other)[list(other).index(twin) + 1 :]
    for child in moved:
        run.remove(child)
    element.text, twin.text = text[:offset], text[offset:]
    for half in (element, twin):
        half.set(_SPACE, "preserve")
    run.addnext(other)
    exchanged = dict(zip(map(id, moved), twins, strict=True))
    index = next(place for place, piece in enumerate(word.pieces) if piece[2] is element)
    start, end, _ = word.pieces[index]
    word.pieces[index : index + 1] = [(start, start + offset, element), (start + offset, end, twin)]
    word.pieces = [(first, last, exchanged.get(id(found), found)) for first, last, found in word.pieces]
    return twin


def _surround(opening: Element, closing: Element, number: int) -> None:
    start, end = (etree.Element(f"{W}commentRange{name}") for name in ("Start", "End"))
    reference = etree.Element(f"{W}r")
    sign = etree.SubElement(reference, f"{W}commentReference")
    for mark in (start, end, sign):
        mark.set(f"{W}id", str(number))
    opening.addprevious(start)
    closing.addnext(end)
    last = end
    while (parent := last.getparent()) is not None and parent.tag != f"{W}p":
        last = parent
    last.addnext(reference)


def _note_of(element: Element) -> Element | None:
    return next((parent for parent in element.iterancestors(f"{W}footnote", f"{W}endnote")), None)


def _sign_of(word: Word, note: Element) -> Element | None:
    """Return the run with the sign of a note in the text."""
    name = "footnoteReference" if note.tag == f"{W}footnote" else "endnoteReference"
    signs: Sequence[Element] = list(word.trees[MAIN].iter(f"{W}{name}"))
    sign = next((sign for sign in signs if sign.get(f"{W}id") == note.get(f"{W}id")), None)
    return sign.getparent() if sign is not None else None


def _packed(word: Word, comments: Element) -> bytes:
    parts = dict(word.parts)
    for name, tree in word.trees.items():
        parts[name] = _bytes(tree)
    parts[_COMMENTS] = _bytes(comments)
    if _COMMENTS not in word.parts:
        parts[_TYPES] = _with_type(parts[_TYPES])
        parts[_RELATIONS] = _with_relation(parts.get(_RELATIONS))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _bytes(tree: Element) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _with_type(xml: bytes) -> bytes:
    tree = etree.fromstring(xml)
    space = tree.tag.rpartition("}")[0] + "}"
    etree.SubElement(tree, f"{space}Override", PartName=f"/{_COMMENTS}", ContentType=_TYPE)
    return _bytes(tree)


def _with_relation(xml: bytes | None) -> bytes:
    space = "{http://schemas.openxmlformats.org/package/2006/relationships}"
    tree = etree.fromstring(xml) if xml else etree.Element(f"{space}Relationships", nsmap={None: space[1:-1]})
    taken = {element.get("Id") for element in tree}
    name = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
    etree.SubElement(tree, f"{space}Relationship", Id=name, Type=_RELATION, Target="comments.xml")
    return _bytes(tree)
