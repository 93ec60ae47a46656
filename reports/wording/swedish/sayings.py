"""Swedish: how many said it and how they said it, and what an edited text claims.

Each frame begins with its subject and has its verb next, so that :meth:`SwedishGrammar.fronted` can turn it round.
"""

from reports.quantifiers import Quantifier
from reports.wording.base import Frames

SCALE_WORDS = {
    Quantifier.STRONGLY_AGREED: "stor enighet bland deltagarna",
    Quantifier.PARTICIPANTS: "deltagarna",
    Quantifier.SEVERAL: "flera deltagare",
    Quantifier.SOME: "några deltagare",
    Quantifier.ANOTHER: "en annan synpunkt",
}
SAYINGS = (
    "enig",
    "betonade",
    "underströk",
    "framhöll",
    "lyfte",
    "pekade",
    "ansåg",
    "menade",
    "noterade",
    "nämnde",
    "påpekade",
    "föreslog",
    "förklarade",
    "tillade",
    "oro",
)

_ANOTHER = ("En annan synpunkt var {that}", "Det framfördes också {that}")

CLAIM_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: (
        "Det rådde stor enighet bland deltagarna om {that}",
        "Deltagarna var i hög grad eniga om {that}",
    ),
    Quantifier.PARTICIPANTS: (
        "Deltagarna betonade {that}",
        "Deltagarna underströk {that}",
        "Deltagarna framhöll {that}",
        "Deltagarna pekade på {that}",
    ),
    Quantifier.SEVERAL: (
        "Flera deltagare framhöll {that}",
        "Flera deltagare underströk {that}",
        "Flera deltagare påpekade {that}",
        "Flera deltagare ansåg {that}",
    ),
    Quantifier.SOME: (
        "Några deltagare menade {that}",
        "Några deltagare noterade {that}",
        "Några deltagare nämnde {that}",
    ),
    Quantifier.ANOTHER: _ANOTHER,
}
FURTHER_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("Det rådde också stor enighet bland deltagarna om {that}",),
    Quantifier.PARTICIPANTS: (
        "Deltagarna underströk också {that}",
        "Deltagarna framhöll vidare {that}",
        "Deltagarna tillade {that}",
    ),
    Quantifier.SEVERAL: (
        "Flera deltagare påpekade också {that}",
        "Flera deltagare framhöll vidare {that}",
        "Flera deltagare tillade {that}",
    ),
    Quantifier.SOME: (
        "Några deltagare nämnde också {that}",
        "Några deltagare noterade vidare {that}",
        "Några deltagare tillade {that}",
    ),
    Quantifier.ANOTHER: (
        "Det nämndes också {that}",
        "Det framfördes vidare {that}",
        "Det påpekades också {that}",
    ),
}
CONCERN_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("Deltagarna var i hög grad eniga i sin oro över {that}",),
    Quantifier.PARTICIPANTS: ("Deltagarna uttryckte oro över {that}",),
    Quantifier.SEVERAL: ("Flera deltagare uttryckte oro över {that}",),
    Quantifier.SOME: ("Några deltagare uttryckte oro över {that}",),
    Quantifier.ANOTHER: _ANOTHER,
}
PROPOSAL_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: CLAIM_FRAMES[Quantifier.STRONGLY_AGREED],
    Quantifier.PARTICIPANTS: ("Deltagarna föreslog {that}", "Deltagarna menade {that}"),
    Quantifier.SEVERAL: ("Flera deltagare föreslog {that}", "Flera deltagare menade {that}"),
    Quantifier.SOME: ("Några deltagare föreslog {that}", "Några deltagare menade {that}"),
    Quantifier.ANOTHER: _ANOTHER,
}
NEED_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("Det rådde stor enighet bland deltagarna om {need}",),
    Quantifier.PARTICIPANTS: (
        "Deltagarna pekade på {need}",
        "Deltagarna underströk {need}",
        "Deltagarna betonade {need}",
    ),
    Quantifier.SEVERAL: ("Flera deltagare pekade på {need}", "Flera deltagare underströk {need}"),
    Quantifier.SOME: ("Några deltagare pekade på {need}", "Några deltagare nämnde {need}"),
    Quantifier.ANOTHER: ("En annan synpunkt var {need}",),
}
FURTHER_NEED_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("Det rådde också stor enighet bland deltagarna om {need}",),
    Quantifier.PARTICIPANTS: ("Deltagarna pekade också på {need}", "Deltagarna underströk också {need}"),
    Quantifier.SEVERAL: ("Flera deltagare pekade också på {need}",),
    Quantifier.SOME: ("Några deltagare pekade också på {need}", "Några deltagare nämnde också {need}"),
    Quantifier.ANOTHER: ("Det talades också om {need}",),
}
QUOTE_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("Det rådde stor enighet bland deltagarna om följande: {text}",),
    Quantifier.PARTICIPANTS: ("Deltagarna framförde följande: {text}",),
    Quantifier.SEVERAL: ("Flera deltagare framförde följande: {text}",),
    Quantifier.SOME: ("Några deltagare framförde följande: {text}",),
    Quantifier.ANOTHER: (
        "En annan synpunkt var följande: {text}",
        "Det framfördes också följande: {text}",
    ),
}
QUESTION_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: (
        "Det rådde stor enighet bland deltagarna om att denna fråga är viktig: {text}",
    ),
    Quantifier.PARTICIPANTS: ("Deltagarna frågade följande: {text}",),
    Quantifier.SEVERAL: ("Flera deltagare frågade följande: {text}",),
    Quantifier.SOME: ("Några deltagare frågade följande: {text}",),
    Quantifier.ANOTHER: ("Det ställdes en fråga: {text}", "Det ställdes också en fråga: {text}"),
}
DISSENT = {
    Quantifier.STRONGLY_AGREED: "Deltagarna var av annan uppfattning.",
    Quantifier.PARTICIPANTS: "Deltagarna var av annan uppfattning.",
    Quantifier.SEVERAL: "Flera deltagare var av annan uppfattning.",
    Quantifier.SOME: "Några deltagare var av annan uppfattning.",
    Quantifier.ANOTHER: "Alla delade inte den uppfattningen.",
}

CLAIMS = (
    (
        (
            r"\b(?:stor|bred|full|total|fullständig) (?:enighet|samstämmighet|konsensus)\b|\benhällig\w*|\b(?:rådde|nådde|nåddes) konsensus\b"
            r"|\balla (?:deltagare|deltagarna|var (?:överens|eniga))\b|\bsamtliga deltagare\b"
            r"|\b(?:helt|fullständigt|i hög grad|mycket) (?:eniga|överens)\b|\binstämde starkt\b|\bvarenda deltagare\b"
        ),
        Quantifier.STRONGLY_AGREED,
    ),
    (
        (
            r"\b(?:de flesta|majoriteten av|en majoritet av|merparten av|hälften av|många)(?: av)? (?:deltagar\w+|talar\w+)\b"
            r"|\bmånga deltagare\b|\b(?:stor|bred|klar) majoritet\b|(?<!vid )(?<!under )\bmötet (?:enades|betonade|underströk|konstaterade|slog fast)\b"
            r"|\benligt deltagarna\b|(?<!av )(?<!bland )(?<!för )(?<!hos )\bdeltagarna (?:var|är|ansåg|anser|betonade|framhöll|frågade|framförde|föreslog|krävde|lyfte|menade|"
            r"noterade|nämnde|pekade|poängterade|påpekade|såg|sade|sa|talade|tillade|tyckte|underströk|uttryckte|ville|ställde|höll|enades|"
            r"instämde|uppmanade|efterlyste|varnade)\b"
            r"|\b(?:var|ansåg|betonade|framhöll|frågade|framförde|föreslog|krävde|lyfte|menade|noterade|nämnde|pekade|poängterade|påpekade|"
            r"tillade|tyckte|underströk|uttryckte|efterlyste) deltagarna\b"
        ),
        Quantifier.PARTICIPANTS,
    ),
    (
        r"\b(?:flera|ett antal|åtskilliga)(?: av)? (?:deltagar\w+|talare|personer)\b|\bflera av dem\b",
        Quantifier.SEVERAL,
    ),
    (
        r"\b(?:några|ett par|en del|somliga|vissa)(?: av)? (?:deltagar\w+|talare|personer)\b|\bnågra av dem\b",
        Quantifier.SOME,
    ),
)
