"""Citations, against examples worked out by hand from the styles' own manuals."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.citation import Work, bibtex_of, citations_of, ris_of

WORK = Work(
    author="Institute for Dialogue",
    title="The future of networks",
    version=2,
    published=date(2024, 6, 3),
    url="https://majlis.example.org/reports/the-future-of-networks/v/2/",
    language="en",
    key="the-future-of-networks-v2",
    fingerprint="ab" * 32,
)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "APA",
            (
                "Institute for Dialogue. (2024, June 3). The future of networks (Version 2). "
                "https://majlis.example.org/reports/the-future-of-networks/v/2/"
            ),
        ),
        (
            "Chicago",
            (
                "Institute for Dialogue. The future of networks. Version 2. June 3, 2024. "
                "https://majlis.example.org/reports/the-future-of-networks/v/2/."
            ),
        ),
        (
            "ISO 690",
            (
                "INSTITUTE FOR DIALOGUE. The future of networks. Version 2. 2024-06-03. Available from: "
                "https://majlis.example.org/reports/the-future-of-networks/v/2/"
            ),
        ),
    ],
)
def test_each_style(style: str, expected: str) -> None:
    assert {one.style: one.text for one in citations_of(WORK)}[style] == expected


@pytest.mark.parametrize("title", ["What next?", "ما العمل؟", "Silence…"])
def test_a_title_with_a_mark_of_its_own_gets_no_full_stop(title: str) -> None:
    assert [one.title for one in citations_of(replace(WORK, title=title))] == [title] * 3


def test_bibtex_keeps_the_words_of_an_institute_together() -> None:
    assert bibtex_of(WORK).splitlines()[:3] == [
        "@techreport{the-future-of-networks-v2,",
        "  author = {{Institute for Dialogue}},",
        "  title = {{The future of networks}},",
    ]


def test_bibtex_takes_signs_as_they_stand() -> None:
    told = bibtex_of(replace(WORK, title="50 % of {a_b} & c\\d ~ e^f #1 $2"))
    assert (
        r"title = {{50 \% of \{a\_b\} \& c\textbackslash{}d \textasciitilde{} e\textasciicircum{}f \#1 \$2}}"
        in told
    )


def test_ris_is_one_tag_a_line() -> None:
    lines = ris_of(replace(WORK, title="The future\nof networks")).split("\r\n")
    assert lines[0] == "TY  - RPRT"
    assert "TI  - The future of networks" in lines
    assert "DA  - 2024/06/03" in lines
    assert lines[-2:] == ["ER  - ", ""]


@given(st.text(min_size=1).filter(str.strip))
def test_no_title_breaks_out_of_its_field(title: str) -> None:
    ris = ris_of(replace(WORK, title=title))
    assert [line[:6] for line in ris.split("\r\n") if line] == [
        line[:6] for line in ris_of(WORK).split("\r\n") if line
    ]
    bibtex = bibtex_of(replace(WORK, title=title))
    bare = bibtex.replace("\\{", "").replace("\\}", "")
    assert bare.count("{") == bare.count("}")
