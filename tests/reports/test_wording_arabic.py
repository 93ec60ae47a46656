"""Arabic: what follows «أنّ», numbers and nouns, punctuation, and Latin words within."""

import datetime as dt

import pytest

from reports.quantifiers import Quantifier
from reports.wording import Shape, Statement, analyse, claimed_quantifier, wording_for

ARABIC = wording_for("ar")
GRAMMAR = ARABIC.grammar


@pytest.mark.parametrize(
    ("text", "that"),
    [
        ("ينبغي للمانحين دعم الشبكات.", "أنّه ينبغي للمانحين دعم الشبكات"),
        ("لا بد من دعم الشبكات.", "أنّه لا بد من دعم الشبكات"),
        ("المانحون يجب أن يدعموا الشبكات.", "أنّ المانحين يجب أن يدعموا الشبكات"),
        ("المانحون الدوليون يستطيعون المساعدة.", "أنّ المانحين الدوليين يستطيعون المساعدة"),
        ("الوسطاء المحليون يستطيعون ذلك.", "أنّ الوسطاء المحليين يستطيعون ذلك"),
        ("رجال الدين المعتدلون يستطيعون ذلك.", "أنّ رجال الدين المعتدلين يستطيعون ذلك"),
        ("هي تعمل وحدها.", "أنّها تعمل وحدها"),
        ("هم يعملون وحدهم.", "أنّهم يعملون وحدهم"),
        ("كثير من الشبكات تعمل وحدها.", "أنّ كثيرًا من الشبكات تعمل وحدها"),
        ("عدد من الشبكات يعمل وحده.", "أنّ عددًا من الشبكات يعمل وحده"),
        ("بعض الشبكات تعمل وحدها.", "أنّ بعض الشبكات تعمل وحدها"),
        ("تمويل الشبكات يتطلب وقتًا.", "أنّ تمويل الشبكات يتطلب وقتًا"),
        ("الشبكات ضعيفة.", "أنّ الشبكات ضعيفة"),
        ("الجفاف يدفع الرعاة إلى النزوح.", "أنّ الجفاف يدفع الرعاة إلى النزوح"),
        ("التحويلات تستغرق ثلاثة أسابيع.", "أنّ التحويلات تستغرق ثلاثة أسابيع"),
        ("إنّ الشبكات ضعيفة", "أنّ الشبكات ضعيفة"),
        (
            "على المانحين أن يدعموا الشبكات.",
            "أنّ على المانحين أن يدعموا الشبكات",
        ),
        ("لبنان يحتاج إلى دعم.", "أنّ لبنان يحتاج إلى دعم"),
    ],
)
def test_after_anna_the_subject_is_in_the_accusative(text: str, that: str) -> None:
    statement = analyse(text, GRAMMAR, ARABIC.proper_names)
    assert statement.shape is Shape.CLAUSE
    assert GRAMMAR.that(statement.core) == that


@pytest.mark.parametrize(
    "text",
    [
        "نحتاج إلى دعم.",
        "شبكاتنا تعمل وحدها.",
        "لدينا شبكات تعمل.",
        "تعاون أوسع يجب أن يقوم.",
        "الطرفان يجب أن يلتقيا.",
        "تحتاج الشبكات إلى دعم.",
        "عندما تجتمع الشبكات يتغير الوضع.",
        "اليوم تعمل الشبكات وحدها.",
        "إشراك المزيد من الرجال",
        "الحاجة تمويل أكبر",
        "تغادر الصحفيات البلاد.",
        "صمدت الهدنة ٣٠ يومًا.",
        "يُدعى الشباب إلى الكلام ولا يستمع إليهم أحد.",
        "تُغلق المدارس عندما ينتهي التمويل.",
        "المنظمات التي تعمل وحدها",
        "كفى!",
    ],
)
def test_what_is_not_sure_is_quoted(text: str) -> None:
    assert analyse(text, GRAMMAR, ARABIC.proper_names).shape is Shape.QUOTE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("الحاجة إلى تمويل أكبر.", Statement(Shape.NEED, "الحاجة إلى تمويل أكبر")),
        ("ضرورة إشراك الرجال. هم كثيرون", Statement(Shape.NEED, "ضرورة إشراك الرجال", "هم كثيرون.")),
        ("هناك نقص في التمويل.", Statement(Shape.NEED, "وجود نقص في التمويل")),
        ("لماذا لا?", Statement(Shape.QUESTION, "لماذا لا؟")),
        ("قانونًا يجب ذلك.", Statement(Shape.QUOTE, "قانونًا يجب ذلك.")),
    ],
)
def test_needs_and_questions(text: str, expected: Statement) -> None:
    assert analyse(text, GRAMMAR, ARABIC.proper_names) == expected


@pytest.mark.parametrize(
    ("number", "recommendations", "people"),
    [
        (1, "توصية واحدة", "شخص واحد"),
        (2, "توصيتان", "شخصان"),
        (3, "ثلاث توصيات", "3 أشخاص"),
        (10, "عشر توصيات", "10 أشخاص"),
        (11, "إحدى عشرة توصية", "11 شخصًا"),
        (28, "28 توصية", "28 شخصًا"),
        (100, "100 توصية", "100 شخص"),
        (103, "103 توصيات", "103 أشخاص"),
    ],
)
def test_a_number_and_its_noun_agree(number: int, recommendations: str, people: str) -> None:
    assert recommendations in ARABIC.counted(number, ARABIC.recommendations_count)
    assert ARABIC.counted(number, ARABIC.people) == people


def test_marks_are_arabic_after_arabic_letters() -> None:
    assert GRAMMAR.typeset('أولًا, "ثانيًا"; لماذا?') == "أولًا، «ثانيًا»؛ لماذا؟"
    assert GRAMMAR.typeset("1,5 و https://example.org/?a=1") == "1,5 و https://example.org/?a=1"


def test_dates_have_both_names_of_the_month() -> None:
    assert GRAMMAR.date(dt.date(2024, 5, 30)) == "30 أيار/مايو 2024"


def test_latin_words_keep_their_marks() -> None:
    assert ARABIC.embedded("It is so!") == "\u200eIt is so!\u200e"
    assert ARABIC.embedded(ARABIC.embedded("It is so!")) == "\u200eIt is so!\u200e"
    assert ARABIC.embedded("معهد الحوار") == "معهد الحوار"
    assert wording_for("en").embedded("هكذا!") == "\u200fهكذا!\u200f"
    assert ARABIC.list_of(("معهد", "مجلس")) == "معهد ومجلس"
    assert ARABIC.list_of(("معهد", "مجلس", "Sida")) == "معهد، ومجلس و\u00a0Sida"


def test_a_phrase_in_front_comes_before_the_verb() -> None:
    front = "في اجتماع أيار/مايو"
    assert GRAMMAR.fronted(front, "كما ذكر بعض المشاركين") == f"{front}، ذكر بعض المشاركين"
    assert GRAMMAR.fronted(front, "وأكّد المشاركون") == f"{front}، أكّد المشاركون"
    assert GRAMMAR.fronted(front, "أكّد المشاركون") == f"{front}، أكّد المشاركون"


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("اتفق جميع المشاركين على ذلك.", Quantifier.STRONGLY_AGREED),
        ("تقرّر ذلك بالإجماع.", Quantifier.STRONGLY_AGREED),
        ("رأى معظم المشاركين ذلك.", Quantifier.PARTICIPANTS),
        ("رأى كثير من المشاركين ذلك.", Quantifier.PARTICIPANTS),
        ("شدّد **المشاركون** على ذلك.", Quantifier.PARTICIPANTS),
        ("والمشاركون يرون ذلك.", Quantifier.PARTICIPANTS),
        ("رأى عدّة مشاركين ذلك.", Quantifier.SEVERAL),
        ("رأى عددٌ من المشاركين ذلك.", Quantifier.SEVERAL),
        ("رأى بعضُ المشاركين ذلك.", Quantifier.SOME),
        ("كان من النقاط الأخرى التي أُثيرت ذلك.", None),
        ("كان عدد المشاركين قليلًا.", None),
    ],
)
def test_what_a_text_claims(text: str, claimed: Quantifier | None) -> None:
    assert claimed_quantifier(text, ARABIC) == claimed
