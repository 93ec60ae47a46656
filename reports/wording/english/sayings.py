"""English: how many said it and how they said it, and what an edited text claims."""

from reports.quantifiers import Quantifier
from reports.wording.base import Frames

SCALE_WORDS = {
    Quantifier.STRONGLY_AGREED: "participants strongly agreed",
    Quantifier.PARTICIPANTS: "participants",
    Quantifier.SEVERAL: "several participants",
    Quantifier.SOME: "some participants",
    Quantifier.ANOTHER: "another point raised",
}
SAYINGS = (
    "agreed",
    "stressed",
    "underlined",
    "emphasised",
    "pointed",
    "suggested",
    "proposed",
    "noted",
    "mentioned",
    "raised",
    "explained",
    "added",
    "argued",
    "concern",
)

_ANOTHER = ("Another point raised was {that}", "A further point raised was {that}")

CLAIM_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("Participants strongly agreed {that}",),
    Quantifier.PARTICIPANTS: (
        "Participants stressed {that}",
        "Participants underlined {that}",
        "Participants emphasised {that}",
        "Participants pointed out {that}",
    ),
    Quantifier.SEVERAL: (
        "Several participants emphasised {that}",
        "Several participants underlined {that}",
        "Several participants pointed out {that}",
        "Several participants argued {that}",
    ),
    Quantifier.SOME: (
        "Some participants suggested {that}",
        "Some participants noted {that}",
        "Some participants mentioned {that}",
    ),
    Quantifier.ANOTHER: _ANOTHER,
}
FURTHER_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("Participants also strongly agreed {that}",),
    Quantifier.PARTICIPANTS: (
        "Participants also underlined {that}",
        "Participants further noted {that}",
        "Participants also stressed {that}",
        "Participants added {that}",
    ),
    Quantifier.SEVERAL: (
        "Several participants also pointed out {that}",
        "Several participants further noted {that}",
        "Several participants added {that}",
    ),
    Quantifier.SOME: (
        "Some participants also mentioned {that}",
        "Some participants further noted {that}",
        "Some participants added {that}",
    ),
    Quantifier.ANOTHER: (
        "It was also mentioned {that}",
        "A further point raised was {that}",
        "It was also noted {that}",
    ),
}
CONCERN_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("Participants strongly agreed in their concern {that}",),
    Quantifier.PARTICIPANTS: ("Participants voiced concern {that}",),
    Quantifier.SEVERAL: ("Several participants voiced concern {that}",),
    Quantifier.SOME: ("Some participants voiced concern {that}",),
    Quantifier.ANOTHER: _ANOTHER,
}
PROPOSAL_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("Participants strongly agreed {that}",),
    Quantifier.PARTICIPANTS: ("Participants proposed {that}", "Participants suggested {that}"),
    Quantifier.SEVERAL: ("Several participants proposed {that}", "Several participants suggested {that}"),
    Quantifier.SOME: ("Some participants suggested {that}", "Some participants proposed {that}"),
    Quantifier.ANOTHER: _ANOTHER,
}
NEED_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("Participants strongly agreed on {need}",),
    Quantifier.PARTICIPANTS: (
        "Participants pointed to {need}",
        "Participants underlined {need}",
        "Participants stressed {need}",
    ),
    Quantifier.SEVERAL: (
        "Several participants pointed to {need}",
        "Several participants underlined {need}",
    ),
    Quantifier.SOME: (
        "Some participants pointed to {need}",
        "Some participants mentioned {need}",
    ),
    Quantifier.ANOTHER: ("Another point raised was {need}", "Mention was also made of {need}"),
}
FURTHER_NEED_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("Participants also strongly agreed on {need}",),
    Quantifier.PARTICIPANTS: ("Participants also pointed to {need}", "Participants also underlined {need}"),
    Quantifier.SEVERAL: ("Several participants also pointed to {need}",),
    Quantifier.SOME: ("Some participants also pointed to {need}", "Some participants also mentioned {need}"),
    Quantifier.ANOTHER: ("Mention was also made of {need}",),
}
QUOTE_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("Participants strongly agreed on the following point: {text}",),
    Quantifier.PARTICIPANTS: ("Participants raised the following point: {text}",),
    Quantifier.SEVERAL: ("Several participants raised the following point: {text}",),
    Quantifier.SOME: ("Some participants raised the following point: {text}",),
    Quantifier.ANOTHER: (
        "Another point raised was the following: {text}",
        "A further point raised read: {text}",
        "The following was also mentioned: {text}",
    ),
}
QUESTION_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("Participants strongly agreed that this question matters: {text}",),
    Quantifier.PARTICIPANTS: ("Participants asked: {text}",),
    Quantifier.SEVERAL: ("Several participants asked: {text}",),
    Quantifier.SOME: ("Some participants asked: {text}",),
    Quantifier.ANOTHER: ("A question was raised: {text}", "Another question put was: {text}"),
}
DISSENT = {
    Quantifier.STRONGLY_AGREED: "Participants disagreed.",
    Quantifier.PARTICIPANTS: "Participants disagreed.",
    Quantifier.SEVERAL: "Several participants disagreed.",
    Quantifier.SOME: "Some participants disagreed.",
    Quantifier.ANOTHER: "This view was not shared by all.",
}

_VERBS = (
    r"(?:added|agreed|argued|asked|called|disagreed|emphasi[sz]ed|expressed|feared|felt|found|highlighted|insisted|"
    r"mentioned|noted|pointed|proposed|raised|recommended|said|saw|stressed|suggested|thought|underlined|underscored|"
    r"voiced|wanted|were concerned)"
)
CLAIMS = (
    (
        (
            r"\bstrong(?:ly)? (?:agree\w*|support\w*|consensus)|\bunanim\w+"
            r"|\b(?:broad|full|clear|strong|general|reached|by) consensus\b|\bconsensus (?:was|emerged|among)\b|\bthere was (?:a )?consensus\b"
            rf"|\b(?:everyone|everybody) (?:present|in the room|at the meeting|also|{_VERBS})\b"
            r"|\ball (?:of the )?participants\b|\bfull agreement\b|\bbroad agreement\b"
            r"|\boverwhelming(?:ly)? (?:agree\w*|support\w*|majority|back\w*|in favour)\b"
        ),
        Quantifier.STRONGLY_AGREED,
    ),
    (
        (
            r"\b(?:most|many|the majority of|a majority of|half of|the)\s+(?:of the )?(?:participants|speakers)\b"
            r"|\b(?:a|the|large|clear|great|vast) majority (?:of those|agreed|said|held|thought|wanted|felt)\b|\bwidely (?:agreed|shared|held)\b|\bthe meeting (?:agreed|concluded|stressed|underlined)\b"
            r"|(?<!several )(?<!some )(?<!few )(?<!other )(?<!number of )(?<!among )\bparticipants\s+"
            rf"(?:also |further |all )?{_VERBS}\b"
        ),
        Quantifier.PARTICIPANTS,
    ),
    (
        (
            r"\bseveral\b(?= (?:of the )?(?:participants|pointed|also|speakers|stressed|noted|underlined|suggested))"
            r"|\ba number of participants\b"
        ),
        Quantifier.SEVERAL,
    ),
    (
        (
            r"\bsome\b(?= (?:of the )?(?:participants|pointed|also|stressed|noted|underlined|suggested|argued))"
            r"|\ba few participants\b"
        ),
        Quantifier.SOME,
    ),
)
