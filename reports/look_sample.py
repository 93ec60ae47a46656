"""A short made-up report in which a look is tried on."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from reports.drafting import date_in_words
from reports.quantifiers import HOUSE_SCALE
from reports.render.context import (
    CompositionTable,
    PrintedScale,
    ReportContext,
    Row,
    SectionText,
    freeze_sections,
)
from reports.render.look import Look
from reports.wording import wording_for

DAY = date(2026, 5, 30)


def sample_report(look: Look, language: str) -> ReportContext:
    """Return the sample in ``language``, which has to be active: its words are translated like those of a page."""
    wording = wording_for(language)
    note, first, second = _("A note explains a word."), _("a list has points"), _("and another point")
    paragraphs = (
        _("Participants agreed that networks need support that lasts."),
        _("Several participants asked for fewer and simpler forms.") + f"^[{note}]",
        f"- {first}\n- {second}",
        "> " + _("A quotation stands apart from what is told about it."),
    )
    sections, footnotes = freeze_sections(
        (
            SectionText(
                "s-1",
                "summary",
                _("Summary"),
                1,
                tuple((f"p-1{at}", text) for at, text in enumerate(paragraphs[:1])),
            ),
            SectionText(
                "s-2",
                "theme",
                _("Funding of networks"),
                2,
                tuple((f"p-2{at}", text) for at, text in enumerate(paragraphs[1:])),
            ),
        )
    )
    return ReportContext(
        language=wording.language,
        direction=wording.direction,
        labels=wording.labels,
        host=settings.SITE_NAME,
        title=_("A sample of how a report looks"),
        subtitle=date_in_words(DAY, wording),
        sections=sections,
        footnotes=footnotes,
        composition=CompositionTable(sentence=_("Nobody took part: this is a sample."), head=""),
        attribution=_("Everything in this sample is made up."),
        scale=PrintedScale(
            tuple(Row(wording.scale_words[step.quantifier], step.condition) for step in HOUSE_SCALE.steps),
            wording.labels.scale_key.format(floor=HOUSE_SCALE.floor),
        ),
        version=1,
        published=f"{DAY.isoformat()}T12:00:00+00:00",
        published_on=date_in_words(DAY, wording),
        previous_version=0,
        change_note="",
        imprint=settings.SITE_NAME,
        address=f"{settings.SITE_URL}/",
        look=look,
    )
