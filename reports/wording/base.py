"""What a language must bring so that reports can be written in it: data, and the grammar that the data needs.

A frame is a sentence with one of three slots. ``{that}`` takes a clause with its conjunction (“that donors should
act”), ``{need}`` takes “the need for …”, and ``{text}`` quotes words as they are and serves every text that does not
fit into a sentence. Each step of the scale has several frames, which the generator uses in turn so that a page does not
repeat itself; all frames of a step claim the same. A slot for a name comes plain, as it follows “of” (``{of_…}``) and as it
follows “to” (``{to_…}``): each language uses what it needs. Whatever is counted has a form for each plural of the
language (CLDR: one, two, few, many, other).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from babel import Locale

from reports.quantifiers import Quantifier
from reports.wording.embedding import direction_of, embedded
from reports.wording.grammar import Grammar
from reports.wording.labels import Labels

Direction = Literal["ltr", "rtl"]
Frames = Mapping[Quantifier, tuple[str, ...]]
Forms = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything that is said in one language when a report is drafted and published."""

    language: str
    direction: Direction
    grammar: Grammar
    labels: Labels

    # How many said it, and how.
    scale_words: Mapping[Quantifier, str]
    claim_frames: Frames
    further_frames: Frames
    concern_frames: Frames
    proposal_frames: Frames
    need_frames: Frames
    further_need_frames: Frames
    quote_frames: Frames
    question_frames: Frames
    opening_another: str
    opening_another_quote: str
    speaker_frames: tuple[str, ...]
    speaker_further_frames: tuple[str, ...]
    speaker_quote_frame: str
    type_frames: tuple[str, ...]
    type_quote_frame: str
    dissent: Mapping[Quantifier, str]
    qualified: str
    sayings: tuple[str, ...]
    """What tells verbs of saying apart: a frame is not used right after one with the same."""
    claims: tuple[tuple[str, Quantifier], ...]
    """Patterns over folded text (:meth:`Grammar.folded`) by which an edited text shows what it claims."""
    foreign: str
    """A quotation in another language: ``{text}`` and ``{language}``."""

    # The parts of a report.
    meeting_formats: Mapping[str, str]
    subtitles: Mapping[str, str]
    lead: str
    focus: str
    focus_foreign: str
    introduction: str
    introduction_short: str
    presentations_one: str
    presentations_many: str
    discussion_lead: Forms
    discussion_lead_after: Forms
    recommendations_lead: str
    recommendations_count: Forms
    addressed_to: str
    first_step: str
    first_step_owner: str
    first_step_due: str
    composition_full: str
    composition_people: str
    composition_hidden: str
    composition_unknown: str
    composition_together: str
    composition_head: str
    people: Forms
    organisations: Forms
    organisation_kinds: Mapping[str, str]
    attribution_rules: Mapping[str, str]
    attribution_closing: str
    imprint: str
    summary_title: str
    presentations_title: str
    discussion_title: str
    recommendations_title: str
    other_theme_title: str

    # Several meetings in one report.
    subtitle_many: str
    subtitle_date: str
    lead_many: Forms
    on_date: str
    at_meeting: str
    presentations_one_at: str
    presentations_many_at: str
    recommendations_lead_at: str
    recommendations_count_many: Forms
    composition_at: str
    composition_apart: str

    # What became of the previous report's recommendations.
    matters_title: str
    matters_lead: Forms
    no_matters: str
    completions: Mapping[str, str]
    completion_words: Mapping[str, str]
    assessed_otherwise: str
    answers: Mapping[str, str]

    # Small words and marks.
    numbers: tuple[str, ...]
    list_comma: str
    list_last: str
    clause_comma: str
    clause_last: str
    quotation: tuple[str, str]
    list_last_foreign: str = ""
    """What joins the last of a list where it is written in the other direction, if that differs."""
    comma: str = ", "
    semicolon: str = "; "
    full_stop: str = "."
    proper_names: frozenset[str] = field(default_factory=frozenset)
    kinds_in_prose: Mapping[str, str] = field(default_factory=dict)
    """Types of organisation as a sentence calls them, where that differs from the table."""

    @property
    def locale(self) -> Locale:
        """The language as babel knows it."""
        return Locale.parse(self.grammar.date_locale)

    def number_in_words(self, number: int) -> str:
        """Return a small number as prose has it; larger ones stay figures."""
        return self.numbers[number] if number < len(self.numbers) else str(number)

    def counted(self, number: int, forms: Forms, **slots: str) -> str:
        """Return the form that goes with a number: ``{n}`` in figures, ``{count}`` in words."""
        form = forms.get(self.locale.plural_form(number), forms["other"])
        return form.format(n=number, count=self.number_in_words(number), **slots)

    def list_of(self, items: tuple[str, ...]) -> str:
        """Join names as prose does: “A, B and C”."""
        is_foreign = bool(items) and direction_of(items[-1]) not in {None, self.direction}
        last = self.list_last_foreign if is_foreign else ""
        return _joined(items, self.list_comma, last or self.list_last)

    def clauses_of(self, clauses: tuple[str, ...]) -> str:
        """Give clauses their conjunction and join them: “that A, and that B”."""
        return _joined(
            tuple(self.grammar.that(clause) for clause in clauses), self.clause_comma, self.clause_last
        )

    def needs_of(self, needs: tuple[str, ...]) -> str:
        """Join needs: “the need for A, and the need for B”."""
        return _joined(needs, self.clause_comma, self.clause_last)

    def language_name(self, language: str) -> str:
        """Return what this language calls another: “French”; the code where nobody knows it."""
        return str(self.locale.languages.get(language.partition("-")[0], language))

    def kind_in_prose(self, kind: str) -> str:
        """Return what a sentence calls a type of organisation."""
        return self.kinds_in_prose.get(kind, self.organisation_kinds[kind])

    def embedded(self, text: str) -> str:
        """Return a text of either direction so that it keeps its order within a sentence of this language."""
        return embedded(text, self.direction)


def _joined(items: tuple[str, ...], comma: str, last: str) -> str:
    if len(items) <= 1:
        return "".join(items)
    return comma.join(items[:-1]) + last + items[-1]
