"""Arabic: how many said it and how they said it, and what an edited text claims.

The verb comes first and is therefore singular. The masculine plural is the generic form; the closing statement says so.
Patterns of claims are written over plain text: no vowel signs, one sort of alef.
"""

from reports.quantifiers import Quantifier
from reports.wording.base import Frames

SCALE_WORDS = {
    Quantifier.STRONGLY_AGREED: "اتفاق واسع بين المشاركين",
    Quantifier.PARTICIPANTS: "المشاركون",
    Quantifier.SEVERAL: "عدد من المشاركين",
    Quantifier.SOME: "بعض المشاركين",
    Quantifier.ANOTHER: "نقطة أخرى أُثيرت",
}
SAYINGS = (
    "اتفاق",
    "شدّد",
    "أكّد",
    "أبرز",
    "أشار",
    "لفت",
    "رأى",
    "لاحظ",
    "ذكر",
    "اقترح",
    "أضاف",
    "أُثير",
    "أُشير",
    "ذُكر",
    "قلق",
    "طرح",
    "أوضح",
    "جاء",
)

_ANOTHER = ("كان من النقاط الأخرى التي أُثيرت {that}", "وأُشير أيضًا إلى {that}")

CLAIM_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: (
        "ساد بين المشاركين اتفاق واسع على {that}",
        "كان بين المشاركين اتفاق واسع على {that}",
    ),
    Quantifier.PARTICIPANTS: (
        "شدّد المشاركون على {that}",
        "أكّد المشاركون {that}",
        "أبرز المشاركون {that}",
        "أشار المشاركون إلى {that}",
    ),
    Quantifier.SEVERAL: (
        "أكّد عدد من المشاركين {that}",
        "أشار عدد من المشاركين إلى {that}",
        "رأى عدد من المشاركين {that}",
        "لفت عدد من المشاركين إلى {that}",
    ),
    Quantifier.SOME: (
        "رأى بعض المشاركين {that}",
        "لاحظ بعض المشاركين {that}",
        "ذكر بعض المشاركين {that}",
    ),
    Quantifier.ANOTHER: _ANOTHER,
}
FURTHER_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("كما ساد بين المشاركين اتفاق واسع على {that}",),
    Quantifier.PARTICIPANTS: (
        "وأكّد المشاركون كذلك {that}",
        "كما شدّد المشاركون على {that}",
        "وأضاف المشاركون {that}",
    ),
    Quantifier.SEVERAL: (
        "كما أشار عدد من المشاركين إلى {that}",
        "وأكّد عدد من المشاركين كذلك {that}",
        "وأضاف عدد من المشاركين {that}",
    ),
    Quantifier.SOME: (
        "كما ذكر بعض المشاركين {that}",
        "ولاحظ بعض المشاركين كذلك {that}",
        "وأضاف بعض المشاركين {that}",
    ),
    Quantifier.ANOTHER: (
        "وأُشير أيضًا إلى {that}",
        "كما ذُكر {that}",
        "وكان من النقاط الأخرى التي أُثيرت {that}",
    ),
}
CONCERN_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("ساد بين المشاركين اتفاق واسع على القلق من {that}",),
    Quantifier.PARTICIPANTS: ("أعرب المشاركون عن قلقهم من {that}",),
    Quantifier.SEVERAL: ("أعرب عدد من المشاركين عن قلقهم من {that}",),
    Quantifier.SOME: ("أعرب بعض المشاركين عن قلقهم من {that}",),
    Quantifier.ANOTHER: _ANOTHER,
}
PROPOSAL_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: CLAIM_FRAMES[Quantifier.STRONGLY_AGREED],
    Quantifier.PARTICIPANTS: ("رأى المشاركون {that}", "طرح المشاركون فكرة مفادها {that}"),
    Quantifier.SEVERAL: ("رأى عدد من المشاركين {that}", "طرح عدد من المشاركين فكرة مفادها {that}"),
    Quantifier.SOME: ("رأى بعض المشاركين {that}", "طرح بعض المشاركين فكرة مفادها {that}"),
    Quantifier.ANOTHER: _ANOTHER,
}
NEED_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("ساد بين المشاركين اتفاق واسع على {need}",),
    Quantifier.PARTICIPANTS: (
        "أشار المشاركون إلى {need}",
        "شدّد المشاركون على {need}",
        "أكّد المشاركون {need}",
    ),
    Quantifier.SEVERAL: ("أشار عدد من المشاركين إلى {need}", "أكّد عدد من المشاركين {need}"),
    Quantifier.SOME: ("أشار بعض المشاركين إلى {need}", "ذكر بعض المشاركين {need}"),
    Quantifier.ANOTHER: ("كان من النقاط الأخرى التي أُثيرت {need}",),
}
FURTHER_NEED_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("كما ساد بين المشاركين اتفاق واسع على {need}",),
    Quantifier.PARTICIPANTS: ("كما أشار المشاركون إلى {need}", "وشدّد المشاركون كذلك على {need}"),
    Quantifier.SEVERAL: ("كما أشار عدد من المشاركين إلى {need}",),
    Quantifier.SOME: ("كما أشار بعض المشاركين إلى {need}", "وذكر بعض المشاركين كذلك {need}"),
    Quantifier.ANOTHER: ("وأُشير أيضًا إلى {need}",),
}
QUOTE_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("ساد بين المشاركين اتفاق واسع على النقطة الآتية: {text}",),
    Quantifier.PARTICIPANTS: ("طرح المشاركون النقطة الآتية: {text}",),
    Quantifier.SEVERAL: ("طرح عدد من المشاركين النقطة الآتية: {text}",),
    Quantifier.SOME: ("طرح بعض المشاركين النقطة الآتية: {text}",),
    Quantifier.ANOTHER: ("كان من النقاط الأخرى التي أُثيرت: {text}", "وذُكر أيضًا ما يأتي: {text}"),
}
QUESTION_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("ساد بين المشاركين اتفاق واسع على أهمية السؤال الآتي: {text}",),
    Quantifier.PARTICIPANTS: ("طرح المشاركون السؤال الآتي: {text}",),
    Quantifier.SEVERAL: ("طرح عدد من المشاركين السؤال الآتي: {text}",),
    Quantifier.SOME: ("طرح بعض المشاركين السؤال الآتي: {text}",),
    Quantifier.ANOTHER: ("طُرح السؤال الآتي: {text}", "وكان من الأسئلة الأخرى: {text}"),
}
DISSENT = {
    Quantifier.STRONGLY_AGREED: "وخالف المشاركون هذا الرأي.",
    Quantifier.PARTICIPANTS: "وخالف المشاركون هذا الرأي.",
    Quantifier.SEVERAL: "وخالف عدد من المشاركين هذا الرأي.",
    Quantifier.SOME: "وخالف بعض المشاركين هذا الرأي.",
    Quantifier.ANOTHER: "وكان هناك من لم يشارك هذا الرأي.",
}

_WHO = r"(?:المشاركين|المشاركات|الحاضرين|المتحدثين)"
CLAIMS = (
    (
        (
            r"اتفاقا? (?:واسعا?|تاما?|كاملا?|عاما?)\b|توافقا? (?:واسعا?|تاما?|عاما?)\b|\b\w?ب?الاجماع\b|\bباجماع\b|\b[وف]?اجمع (?:المشاركون|الحاضرون)"
            rf"|(?:جميع|كل|كافة) {_WHO}|المشاركون (?:جميعا|كافة|كلهم)|\b[وف]?اتفق الجميع|\b[وف]?اتفق المشاركون بشدة"
        ),
        Quantifier.STRONGLY_AGREED,
    ),
    (
        (
            rf"\b[وف]?(?:المشاركون|الحاضرون)\b|(?:معظم|اغلب|اغلبية|غالبية|اكثرية|نصف|جل) {_WHO}"
            rf"|(?:كثير|الكثير|العديد|عدد كبير) من {_WHO}"
        ),
        Quantifier.PARTICIPANTS,
    ),
    (rf"\bعدد من {_WHO}|\bعدة (?:من )?(?:{_WHO}|مشاركين)|مشارك(?:ون|ين) عدة", Quantifier.SEVERAL),
    (rf"\bبعض {_WHO}|قلة من {_WHO}|\bبضعة مشاركين", Quantifier.SOME),
)
