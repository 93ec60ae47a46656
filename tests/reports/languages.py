"""The small meeting of ``records.py`` as it would be recorded in each language, for snapshots and properties."""

import datetime as dt
from dataclasses import replace
from typing import Any

from reports.drafting import (
    AnswerRecord,
    CompiledRecord,
    MatterArising,
    MeetingRecord,
    PresentationRecord,
    PreviousReport,
    RecommendationRecord,
    SpeakerRecord,
    ThemeRecord,
)
from tests.reports.records import meeting, point

FRENCH: dict[str, Any] = {
    "language": "fr",
    "title": "Comment les décideurs peuvent soutenir les réseaux",
    "host": "Institut du dialogue",
    "purpose": "les organisations et les réseaux de la région, et les partenaires dont ils ont besoin",
    "presentations": (
        PresentationRecord(
            SpeakerRecord("Ada Berg", "Centre nordique de recherche", "CNR"),
            (
                point("s1", "Il existe de nombreuses coalitions qui travaillent chacune de leur côté."),
                point("s2", "Les lieux sûrs sont rares.^[Voir le plan.] Ils doivent être ouverts à toutes."),
            ),
        ),
        PresentationRecord(
            SpeakerRecord("Tove Lind", "Conseil des réseaux"),
            (point("s3", "Qui finance quoi? Personne ne le sait."),),
        ),
    ),
    "themes": (
        ThemeRecord(
            "t1",
            "Sortir du cloisonnement",
            (
                point("p3", "Pourquoi personne n'a-t-il demandé aux bailleurs?", 1),
                point("p2", "On devrait diversifier les sources de financement.", 4),
                point(
                    "p1",
                    "L'agenda doit servir de base pour apprendre des autres. C'est déjà le cas: deux réseaux le font.",
                    19,
                ),
                point("p7", "Networks should meet more often.", 3, language="en"),
            ),
        ),
        ThemeRecord(
            "t2",
            "Élargir le champ",
            (
                point("p4", "Le besoin d'un champ plus large.", 12, dissents=1),
                point("p5", "Les organisations de paix sont des actrices du changement.", 13),
                point("p8", "Elles ne doivent plus être vues comme de simples exécutantes.", 12),
                point("p6", "Associer davantage d'hommes", 1),
                point("p9", "Il est difficile de joindre celles et ceux qui ont de l'influence.", 2),
            ),
        ),
    ),
    "recommendations": (
        RecommendationRecord(
            "r1",
            "R-1",
            "Financer les réseaux pour plus d'une année.",
            ("Union européenne", "Conseil des réseaux", "les gouvernements"),
            "Recenser les fonds existants",
            "Institut du dialogue",
            dt.date(2024, 9, 1),
            ("p2",),
        ),
    ),
}
SWEDISH: dict[str, Any] = {
    "language": "sv",
    "title": "Hur beslutsfattare kan stödja nätverken",
    "host": "Dialoginstitutet",
    "purpose": "organisationerna och nätverken i regionen, och de partner som de behöver",
    "presentations": (
        PresentationRecord(
            SpeakerRecord("Ada Berg", "Nordiska forskningscentret", "NFC"),
            (
                point("s1", "Många organisationer arbetar inte tillsammans."),
                point("s2", "Det finns få trygga platser.^[Se planen.] De måste vara öppna för alla."),
            ),
        ),
        PresentationRecord(
            SpeakerRecord("Tove Lind", "Nätverksrådet"),
            (point("s3", "Vem betalar? Ingen vet."),),
        ),
    ),
    "themes": (
        ThemeRecord(
            "t1",
            "Ut ur stuprören",
            (
                point("p3", "Varför har ingen frågat givarna?", 1),
                point("p2", "Finansieringen bör också komma från fler källor.", 4),
                point("p1", "Agendan bör vara en bas för att lära av andra. Två nätverk gör det redan.", 19),
                point("p7", "Networks should meet more often.", 3, language="en"),
            ),
        ),
        ThemeRecord(
            "t2",
            "Ett bredare fält",
            (
                point("p4", "Behovet av ett bredare fält.", 12, dissents=1),
                point("p5", "Fredsorganisationer är inte bara utförare av program.", 13),
                point("p8", "De driver förändring.", 12),
                point("p6", "Engagera fler män", 1),
                point("p9", "Det är ofta svårt att nå dem som har inflytande.", 2),
            ),
        ),
    ),
    "recommendations": (
        RecommendationRecord(
            "r1",
            "R-1",
            "Finansiera nätverken i mer än ett år.",
            ("Europeiska unionen", "Nätverksrådet", "regeringar"),
            "Kartlägg de fonder som finns",
            "Dialoginstitutet",
            dt.date(2024, 9, 1),
            ("p2",),
        ),
    ),
}
ARABIC: dict[str, Any] = {
    "language": "ar",
    "title": "كيف يدعم صانعو القرار الشبكات",
    "host": "معهد الحوار",
    "purpose": "منظمات المنطقة وشبكاتها والشركاء الذين تحتاج إليهم.",
    "presentations": (
        PresentationRecord(
            SpeakerRecord("Ada Berg", "Northern Research Centre", "NRC"),
            (
                point("s1", "كثير من المنظمات تعمل بمعزل عن غيرها."),
                point("s2", "الأماكن الآمنة قليلة.^[انظر الخطة.] يجب أن تكون مفتوحة للجميع."),
            ),
        ),
        PresentationRecord(
            SpeakerRecord("Tove Lind", "مجلس الشبكات"),
            (point("s3", "من يدفع? لا أحد يعرف."),),
        ),
    ),
    "themes": (
        ThemeRecord(
            "t1",
            "الخروج من العزلة",
            (
                point("p3", "لماذا لم يسأل أحد المانحين؟", 1),
                point("p2", "ينبغي تنويع مصادر التمويل.", 4),
                point("p1", "المانحون الدوليون يستطيعون التعلّم من غيرهم. شبكتان تفعلان ذلك.", 19),
                point("p7", "Networks should meet more often.", 3, language="en"),
            ),
        ),
        ThemeRecord(
            "t2",
            "توسيع النطاق",
            (
                point("p4", "الحاجة إلى نطاق أوسع.", 12, dissents=1),
                point("p5", "منظمات السلام تؤدي دورًا في التغيير.", 13),
                point("p8", "هي لا تقتصر على تنفيذ البرامج.", 12),
                point("p6", "إشراك المزيد من الرجال", 1),
                point("p9", "هناك نقص في التمويل.", 2),
            ),
        ),
    ),
    "recommendations": (
        RecommendationRecord(
            "r1",
            "R-1",
            "تمويل الشبكات لأكثر من سنة.",
            ("الاتحاد الأوروبي", "مجلس الشبكات", "Sida"),
            "حصر الصناديق القائمة",
            "معهد الحوار",
            dt.date(2024, 9, 1),
            ("p2",),
        ),
    ),
}
RECORDS = {"fr": FRENCH, "sv": SWEDISH, "ar": ARABIC}


def meeting_in(language: str, **changes: Any) -> MeetingRecord:
    return meeting(**{**RECORDS.get(language, {}), **changes})


def compiled_in(language: str) -> CompiledRecord:
    """Two meetings that share a theme, and a report before them."""
    first = meeting_in(language, id="m1")
    shared, other = first.themes
    second = meeting_in(
        language,
        id="m2",
        date=dt.date(2024, 10, 1),
        presentations=(),
        themes=(
            replace(shared, points=tuple(replace(one, id=f"{one.id}-2") for one in shared.points[1:3])),
            replace(
                other, id="t3", points=tuple(replace(one, id=f"{one.id}-2") for one in other.points[-1:])
            ),
        ),
        recommendations=(replace(first.recommendations[0], id="r2", code="R-2"),),
    )
    text = first.recommendations[0].text
    asked = first.recommendations[0].addressees
    return CompiledRecord(
        language=first.language,
        title=first.title,
        host=first.host,
        purpose=first.purpose,
        meetings=(second, first),
        previous=PreviousReport(first.title, "https://example.org/reports/before/"),
        matters=(
            MatterArising(
                "R-0",
                text,
                "limited",
                (
                    AnswerRecord(asked[0], "accepted"),
                    AnswerRecord(asked[1], "partly"),
                    AnswerRecord(asked[-1], "awaiting"),
                ),
                ("substantial", "limited"),
            ),
            MatterArising("R-00", text),
        ),
    )
