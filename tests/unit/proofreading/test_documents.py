"""Drafts of each kind: their blocks, and the way back to the place of each character."""

import io
import zipfile
from xml.etree import ElementTree

import pytest
import typst
from places import DATA

from helsetrend.errors import DataError
from helsetrend.proofreading.comments import commented
from helsetrend.proofreading.documents import document_of, text_of
from helsetrend.proofreading.reader import proof_of
from helsetrend.published import read_published

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def blocks(document):
    return [(block.kind, block.text) for block in document.blocks]


def packed(**parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return data.getvalue()


def word(body, **more):
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return packed(**{"[Content_Types].xml": types, "word/document.xml": document, **more})


TRACKED = (
    '<w:p><w:pPr><w:pStyle w:val="Overskrift1"/></w:pPr><w:r><w:t>Rekord i 2021</w:t></w:r></w:p>'
    '<w:p><w:r><w:t xml:space="preserve">Det var </w:t></w:r>'
    '<w:del w:id="1" w:author="a"><w:r><w:delText>72</w:delText></w:r></w:del>'
    '<w:ins w:id="2" w:author="a"><w:r><w:t>150</w:t></w:r></w:ins>'
    '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> millioner besøk i 2021.</w:t></w:r>'
    '<w:r><w:footnoteReference w:id="3"/></w:r></w:p>'
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>År</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>Besøk</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:p><w:r><w:t>2019</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>37,2 millioner</w:t></w:r></w:p></w:tc>"
    "</w:tr></w:tbl>"
)
NOTES = (
    f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="3"><w:p><w:r><w:t>I 2020 var det 72 millioner besøk.'
    "</w:t></w:r></w:p></w:footnote></w:footnotes>"
)


def test_a_word_file_is_read_with_insertions_and_without_deletions_with_tables_and_notes():
    document = document_of(word(TRACKED, **{"word/footnotes.xml": NOTES}), "draft.docx")
    assert blocks(document) == [
        ("heading", "Rekord i 2021"),
        ("paragraph", "Det var 150 millioner besøk i 2021."),
        ("cell", "År"),
        ("cell", "Besøk"),
        ("cell", "2019"),
        ("cell", "37,2 millioner"),
        ("paragraph", "I 2020 var det 72 millioner besøk."),
    ]


def test_the_comments_stand_at_their_numbers_and_tracked_changes_stay():
    data = word(TRACKED, **{"word/footnotes.xml": NOTES})
    proof = proof_of(document_of(data, "draft.docx"), read_published(DATA), as_of="2022-06-15")
    with zipfile.ZipFile(io.BytesIO(commented(proof, data))) as file:
        body, comments = file.read("word/document.xml").decode(), ElementTree.fromstring(file.read("word/comments.xml"))
        assert "comments.xml" in file.read("word/_rels/document.xml.rels").decode()
        assert "/word/comments.xml" in file.read("[Content_Types].xml").decode()
    assert "<w:delText>72</w:delText>" in body
    texts = ["".join(one.itertext()) for one in comments]
    assert [text.partition(":")[0] for text in texts] == ["contradicts", "agrees", "agrees"]
    start = body.index('<w:commentRangeStart w:id="0"/>')
    end = body.index('<w:commentRangeEnd w:id="0"/>')
    marked = ElementTree.fromstring(f'<a xmlns:w="{W}">{body[start:end].replace("</w:ins>", "")}</a>')
    assert "".join(marked.itertext()) == "150 millioner"
    assert blocks(document_of(commented(proof, data), "draft.docx")) == blocks(proof.document)


def test_an_opendocument_text_is_read_with_headings_lists_tables_and_notes():
    content = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
      xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
      xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>
      <text:tracked-changes><text:changed-region><text:deletion><text:p>slettet 9</text:p></text:deletion>
      </text:changed-region></text:tracked-changes>
      <text:h>Besøk</text:h><text:p>Det var<text:s/>72<text:span> millioner</text:span>.<text:note><text:note-citation>1
      </text:note-citation><text:note-body><text:p>Kilde 1</text:p></text:note-body></text:note></text:p>
      <text:list><text:list-item><text:p>første</text:p></text:list-item></text:list>
      <table:table><table:table-row><table:table-cell><text:p>År</text:p></table:table-cell></table:table-row></table:table>
      </office:text></office:body></office:document-content>"""
    document = document_of(packed(**{"content.xml": content}), "draft.odt")
    assert blocks(document) == [
        ("heading", "Besøk"),
        ("paragraph", "Det var 72 millioner."),
        ("paragraph", "Kilde 1"),
        ("item", "første"),
        ("cell", "År"),
    ]


def test_a_pdf_is_read_by_page(tmp_path):
    source = tmp_path / "draft.typ"
    source.write_text(
        "= Rekord\n\nDet var 72 millioner besøk i 2020, og\\ over 140 millioner i 2021.\n#pagebreak()\nSlutt.", "utf-8"
    )
    document = document_of(typst.compile(source), "draft.pdf")
    assert [(block.page, " ".join(block.text.split())) for block in document.blocks] == [
        (1, "Rekord"),
        (1, "Det var 72 millioner besøk i 2020, og over 140 millioner i 2021."),
        (2, "Slutt."),
    ]


def test_each_character_of_a_page_leads_back_to_its_place():
    text = "<h1>Tal &amp; bes&oslash;k</h1><p>Det var <b>131&nbsp;millioner</b>.</p><script>var x = 9;</script>"
    document = text_of(text, form="html")
    assert blocks(document) == [("heading", "Tal & besøk"), ("paragraph", "Det var 131\u00a0millioner.")]
    block = document.blocks[1]
    start = block.text.index("131")
    first, last = block.span(start, start + len("131\u00a0millioner"))
    assert text[first:last] == "131&nbsp;millioner"


def test_markdown_is_read_without_its_markup():
    text = "# Besøk\n\nI **2021** var det [140 millioner](https://a.no/99).\n\n* ett\n* to\n\n"
    text += "| År | Besøk |\n|---|--:|\n| 2020 | 72 |\n"
    document = text_of(text, form="markdown")
    assert blocks(document) == [
        ("heading", "Besøk"),
        ("paragraph", "I 2021 var det 140 millioner."),
        ("item", "ett"),
        ("item", "to"),
        *(("cell", cell) for cell in ("År", "Besøk", "2020", "72")),
    ]
    assert [block.cell.is_header for block in document.blocks[4:]] == [True, True, False, False]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.docx", b"no file", "not a zip file"),
        ("a.docx", packed(**{"x": ""}), "no word/document.xml"),
        ("a.odt", packed(**{"content.xml": "<a"}), "a.odt"),
        ("a.pdf", b"no file", "a PDF file that can be opened"),
        ("a.xlsx", b"", "a draft that ends in"),
        ("a.txt", b"\xff", "text in UTF-8"),
    ],
    ids=["no zip", "no document", "no XML", "no PDF", "another ending", "no UTF-8"],
)
def test_a_file_that_cannot_be_read_is_a_fault_with_its_name(name, data, message):
    with pytest.raises(DataError, match=message) as error:
        document_of(data, name)
    assert error.value.faults[0].file == name
