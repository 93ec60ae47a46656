"""French: how many said it and how they said it, and what an edited text claims.

The masculine plural is the generic form of the language and says nothing of who spoke; “participantes et participants”
would claim that both women and men did, which no count supports. The closing statement says so to readers.
"""

from reports.quantifiers import Quantifier
from reports.wording.base import Frames

SCALE_WORDS = {
    Quantifier.STRONGLY_AGREED: "les participants se sont très largement accordés",
    Quantifier.PARTICIPANTS: "les participants",
    Quantifier.SEVERAL: "plusieurs participants",
    Quantifier.SOME: "quelques participants",
    Quantifier.ANOTHER: "un autre point soulevé",
}
SAYINGS = (
    "accordés",
    "accord",
    "souligné",
    "insisté",
    "relevé",
    "estimé",
    "rappelé",
    "valoir",
    "suggéré",
    "proposé",
    "noté",
    "mentionné",
    "soulevé",
    "évoqué",
    "expliqué",
    "ajouté",
    "inquiétude",
)

_ANOTHER = ("Un autre point a été soulevé, à savoir {that}", "Il a par ailleurs été relevé {that}")

CLAIM_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: (
        "Les participants se sont très largement accordés à dire {that}",
        "Un très large accord s’est dégagé parmi les participants sur le fait {that}",
    ),
    Quantifier.PARTICIPANTS: (
        "Les participants ont souligné {that}",
        "Les participants ont insisté sur le fait {that}",
        "Les participants ont estimé {that}",
        "Les participants ont fait valoir {that}",
    ),
    Quantifier.SEVERAL: (
        "Plusieurs participants ont souligné {that}",
        "Plusieurs participants ont estimé {that}",
        "Plusieurs participants ont fait valoir {that}",
        "Plusieurs participants ont relevé {that}",
    ),
    Quantifier.SOME: (
        "Quelques participants ont relevé {that}",
        "Quelques participants ont noté {that}",
        "Quelques participants ont mentionné {that}",
    ),
    Quantifier.ANOTHER: _ANOTHER,
}
FURTHER_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("Les participants se sont également très largement accordés à dire {that}",),
    Quantifier.PARTICIPANTS: (
        "Les participants ont également souligné {that}",
        "Les participants ont aussi relevé {that}",
        "Les participants ont ajouté {that}",
    ),
    Quantifier.SEVERAL: (
        "Plusieurs participants ont également relevé {that}",
        "Plusieurs participants ont aussi souligné {that}",
        "Plusieurs participants ont ajouté {that}",
    ),
    Quantifier.SOME: (
        "Quelques participants ont également mentionné {that}",
        "Quelques participants ont aussi noté {that}",
        "Quelques participants ont ajouté {that}",
    ),
    Quantifier.ANOTHER: (
        "Il a également été mentionné {that}",
        "Il a par ailleurs été relevé {that}",
        "Il a aussi été noté {that}",
    ),
}
CONCERN_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: (
        "Les participants se sont très largement accordés à constater avec inquiétude {that}",
    ),
    Quantifier.PARTICIPANTS: ("Les participants ont constaté avec inquiétude {that}",),
    Quantifier.SEVERAL: ("Plusieurs participants ont constaté avec inquiétude {that}",),
    Quantifier.SOME: ("Quelques participants ont constaté avec inquiétude {that}",),
    Quantifier.ANOTHER: _ANOTHER,
}
PROPOSAL_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: CLAIM_FRAMES[Quantifier.STRONGLY_AGREED],
    Quantifier.PARTICIPANTS: (
        "Les participants ont avancé {that}",
        "Les participants ont fait valoir {that}",
    ),
    Quantifier.SEVERAL: ("Plusieurs participants ont avancé {that}",),
    Quantifier.SOME: ("Quelques participants ont avancé {that}",),
    Quantifier.ANOTHER: _ANOTHER,
}
NEED_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("Les participants se sont très largement accordés sur {need}",),
    Quantifier.PARTICIPANTS: (
        "Les participants ont souligné {need}",
        "Les participants ont insisté sur {need}",
        "Les participants ont relevé {need}",
    ),
    Quantifier.SEVERAL: (
        "Plusieurs participants ont souligné {need}",
        "Plusieurs participants ont relevé {need}",
    ),
    Quantifier.SOME: (
        "Quelques participants ont évoqué {need}",
        "Quelques participants ont mentionné {need}",
    ),
    Quantifier.ANOTHER: ("Un autre point soulevé a été {need}",),
}
FURTHER_NEED_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: ("Les participants se sont également très largement accordés sur {need}",),
    Quantifier.PARTICIPANTS: (
        "Les participants ont également insisté sur {need}",
        "Les participants ont aussi souligné {need}",
    ),
    Quantifier.SEVERAL: ("Plusieurs participants ont également souligné {need}",),
    Quantifier.SOME: ("Quelques participants ont également évoqué {need}",),
    Quantifier.ANOTHER: ("A également été mentionnée l’idée suivante\u00a0: {need}",),
}
QUOTE_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: (
        "Les participants se sont très largement accordés sur le point suivant\u00a0: {text}",
    ),
    Quantifier.PARTICIPANTS: ("Les participants ont soulevé le point suivant\u00a0: {text}",),
    Quantifier.SEVERAL: ("Plusieurs participants ont soulevé le point suivant\u00a0: {text}",),
    Quantifier.SOME: ("Quelques participants ont soulevé le point suivant\u00a0: {text}",),
    Quantifier.ANOTHER: (
        "Un autre point soulevé était le suivant\u00a0: {text}",
        "Il a également été dit ceci\u00a0: {text}",
    ),
}
QUESTION_FRAMES: Frames = {
    Quantifier.STRONGLY_AGREED: (
        "Les participants se sont très largement accordés sur l’importance de cette question\u00a0: {text}",
    ),
    Quantifier.PARTICIPANTS: ("Les participants ont posé la question suivante\u00a0: {text}",),
    Quantifier.SEVERAL: ("Plusieurs participants ont posé la question suivante\u00a0: {text}",),
    Quantifier.SOME: ("Quelques participants ont posé la question suivante\u00a0: {text}",),
    Quantifier.ANOTHER: (
        "Une question a été soulevée\u00a0: {text}",
        "Une autre question a été posée\u00a0: {text}",
    ),
}
DISSENT = {
    Quantifier.STRONGLY_AGREED: "Les participants n’étaient pas de cet avis.",
    Quantifier.PARTICIPANTS: "Les participants n’étaient pas de cet avis.",
    Quantifier.SEVERAL: "Plusieurs participants n’étaient pas de cet avis.",
    Quantifier.SOME: "Quelques participants n’étaient pas de cet avis.",
    Quantifier.ANOTHER: "Cet avis n’a pas été partagé par tous.",
}

CLAIMS = (
    (
        (
            r"\btrès large(?:ment)? accord|\bs'accord\w+ (?:très )?largement|\blargement (?:accordés|d'accord)|\b(?:très )?large accord\b"
            r"|\bunanim\w+|\b(?:large|plein|par|un|de) consensus (?:s'est|parmi|entre|a|des)\b|\bconsensus des participants\b|\btous les participants\b|\btoutes les personnes présentes\b"
            r"|\bl'ensemble des participants\b|\btout le monde (?:était|s'est|a (?:convenu|approuvé|souligné|insisté|estimé))\b|\bpleine\w* d'accord|\btout à fait d'accord"
            r"|\bvivement d'accord|\bd'un commun accord\b"
        ),
        Quantifier.STRONGLY_AGREED,
    ),
    (
        (
            r"\b(?:la plupart|la majorité|une majorité|la moitié|un grand nombre|le plus grand nombre|beaucoup) des? (?:participants|intervenants)\b"
            r"|\b(?:grande|large|forte|nette) majorité\b|\bmajoritaire(?:ment|s)?\b|\b(?:de )?nombreux (?:participants|intervenants)\b|\bbeaucoup de (?:participants|personnes)\b"
            r"|\blargement partagée?\b|\bla réunion a (?:conclu|convenu|souligné|estimé)\b"
            r"|\b(?:selon|d'après|de l'avis des|aux yeux des) ?(?:les )?participants\b"
            r"|(?<!parmi )(?<!entre )(?<!chez )(?<!avec )\bles participants (?:présents )?(?:ont|sont|se sont|étaient|avaient|estiment|"
            r"soulignent|insistent|pensent|jugent|demandent|souhaitent|conviennent|considèrent|s'accordent|ajoutent|n'\w+)\b"
        ),
        Quantifier.PARTICIPANTS,
    ),
    (
        (
            r"\b(?:plusieurs|divers|différents)(?: \w+)? (?:participants|intervenants|personnes)\b|\bplusieurs (?:des|d'entre|ont)\b"
            r"|\bun certain nombre de participants\b"
        ),
        Quantifier.SEVERAL,
    ),
    (
        (
            r"\b(?:quelques|certains)(?:-uns)?(?: des)? (?:participants|intervenants)\b|\bcertains (?:ont|d'entre eux)\b"
            r"|\bune partie des participants\b"
        ),
        Quantifier.SOME,
    ),
)
