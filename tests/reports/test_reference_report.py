"""The published report of the reference meeting beside the original of 30 May 2024: the same parts, the same themes, the
same strengths of agreement; three people are named and nobody else."""

import io
import zipfile

import pypdf
import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from syrupy.assertion import SnapshotAssertion

from demo.services import load_demo, publish_reference_report
from reports.guard import Guard, GuardParagraph, NameKind, ProtectedName
from reports.models import Publication
from reports.quantifiers import Quantifier
from reports.render.context import FrozenSection, ReportContext
from reports.render.inline import plain_text
from reports.wording import claimed_quantifier, wording_for
from stakeholders.models import Person

PRESENTERS = {"Fatmé Masri", "Jannie Lilja", "Anna Widestam"}

# The original's five themes in its order, and what it says of each point in turn ("stressed", "several", "strongly
# agreed", "some", "another point raised"); points of one strength that follow each other share a paragraph.
STRENGTHS = {
    "A stronger WPS ecosystem against the backlash": [Quantifier.PARTICIPANTS, Quantifier.SEVERAL],
    "A wider scope for the WPS agenda": [Quantifier.SEVERAL],
    "Out of the WPS silo": [Quantifier.STRONGLY_AGREED, Quantifier.SOME],
    "Participation in parallel with protection": [Quantifier.PARTICIPANTS],
    "More counterparts for dialogue on WPS": [Quantifier.PARTICIPANTS, Quantifier.SOME, Quantifier.ANOTHER],
}


@pytest.fixture(scope="module")
def publication(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("reference")
    (folder / "keys").mkdir(mode=0o700)
    with (
        django_db_blocker.unblock(),
        override_settings(KEY_STORE_DIR=folder / "keys", MAIL_DIR=folder / "mail"),
    ):
        outer = transaction.atomic()
        outer.__enter__()
        try:
            load_demo()
            yield publish_reference_report()
        finally:
            connection.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def document(db: None, publication: Publication) -> ReportContext:
    return ReportContext.from_data(publication.content)


def texts(section: FrozenSection) -> list[str]:
    return [plain_text(paragraph.runs) for paragraph in section.paragraphs]


def everything_said(document: ReportContext) -> str:
    said = [
        document.title,
        document.subtitle,
        document.host,
        document.attribution,
        document.composition.sentence,
    ]
    said += [row.label for row in document.composition.rows]
    said += [text for section in document.sections for text in (section.title, *texts(section))]
    return "\n".join([*said, *(plain_text(note) for note in document.footnotes)])


def test_it_has_the_parts_of_the_original(document: ReportContext) -> None:
    assert (document.host, document.subtitle) == (
        "Swedish Dialogue Institute for the Middle East and North Africa",
        "Online meeting, 30 May 2024",
    )
    assert [section.title for section in document.sections] == [
        "Summary",
        "Presentations",
        "Discussion",
        *STRENGTHS,
        "Recommendations",
    ]
    assert len(document.footnotes) == 1


def test_it_has_the_strengths_of_agreement_of_the_original(document: ReportContext) -> None:
    wording = wording_for("en")
    found = {
        section.title: [claimed_quantifier(text, wording) or Quantifier.ANOTHER for text in texts(section)]
        for section in document.sections
        if section.kind == "theme"
    }
    assert found == STRENGTHS
    last = texts(document.sections[7])[-1]
    assert last.startswith("Another point raised was that")


def test_the_summary_tells_the_best_supported_point_of_each_theme(document: ReportContext) -> None:
    summary = texts(document.sections[0])
    assert summary[0].startswith("On 30 May 2024, the Swedish Dialogue Institute")
    assert [claimed_quantifier(text, wording_for("en")) for text in summary[1:4]] == [
        Quantifier.STRONGLY_AGREED,
        Quantifier.PARTICIPANTS,
        Quantifier.SEVERAL,
    ]


def test_the_three_presenters_are_named_with_their_organisations(document: ReportContext) -> None:
    opening, *presented = texts(document.sections[1])
    assert opening == (
        "The meeting began with presentations by Fatmé Masri from the Arab Reform Initiative (ARI), "
        "Jannie Lilja from the Stockholm International Peace Research Institute (SIPRI) and "
        "Anna Widestam from the Swedish International Development Cooperation Agency (Sida)."
    )
    assert [" ".join(text.split()[:2]) for text in presented] == [
        "Fatmé Masri",
        "Jannie Lilja",
        "Anna Widestam",
    ]


def test_nobody_else_is_named_in_any_spelling(document: ReportContext) -> None:
    people = Person.objects.exclude(name__in=PRESENTERS)
    assert people.count() > 20
    guard = Guard(
        ProtectedName(
            str(one.uuid), one.name, NameKind.PERSON, "", (one.name, *one.other_names), (one.email,)
        )
        for one in people
    )
    said = everything_said(document)
    assert guard.check([GuardParagraph("report", said)]) == ()
    assert all(name in said for name in PRESENTERS)
    for theme in document.sections[2:]:
        assert not any(name.split()[-1] in text for name in PRESENTERS for text in texts(theme))


def test_every_form_of_it_says_so(document: ReportContext, publication: Publication) -> None:
    client, address = Client(), f"/reports/{publication.report.slug}"
    page = client.get(f"{address}/").content.decode()
    pdf = pypdf.PdfReader(io.BytesIO(client.get(f"{address}.pdf").content))
    with zipfile.ZipFile(io.BytesIO(client.get(f"{address}.docx").content)) as package:
        docx = package.read("word/document.xml").decode()
        assert "word/footnotes.xml" in package.namelist()
    for said in (page, "".join(one.extract_text() for one in pdf.pages).replace("\n", " "), docx):
        assert "Participants strongly agreed that the WPS agenda should increasingly serve as a base" in said
        assert "Participant 0" not in said
        assert "example.org" not in said.replace("example.org/reports", "")


def test_it_reads_as_it_always_has(document: ReportContext, snapshot: SnapshotAssertion) -> None:
    assert everything_said(document) == snapshot
