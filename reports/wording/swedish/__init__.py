"""Swedish: the wording of reports."""

from reports.wording.base import Wording
from reports.wording.swedish import sayings
from reports.wording.swedish.grammar import GRAMMAR, PROPER_NAMES
from reports.wording.swedish.labels import LABELS

SWEDISH = Wording(
    language="sv",
    direction="ltr",
    grammar=GRAMMAR,
    labels=LABELS,
    proper_names=PROPER_NAMES,
    scale_words=sayings.SCALE_WORDS,
    claim_frames=sayings.CLAIM_FRAMES,
    further_frames=sayings.FURTHER_FRAMES,
    concern_frames=sayings.CONCERN_FRAMES,
    proposal_frames=sayings.PROPOSAL_FRAMES,
    need_frames=sayings.NEED_FRAMES,
    further_need_frames=sayings.FURTHER_NEED_FRAMES,
    quote_frames=sayings.QUOTE_FRAMES,
    question_frames=sayings.QUESTION_FRAMES,
    opening_another="En synpunkt var {that}",
    opening_another_quote="En synpunkt var följande: {text}",
    speaker_frames=(
        "{speaker} förklarade {that}",
        "{speaker} framhöll {that}",
        "{speaker} pekade på {that}",
    ),
    speaker_further_frames=(
        "{speaker} underströk {that}",
        "{speaker} tillade {that}",
        "{speaker} noterade också {that}",
        "{speaker} påpekade {that}",
        "{speaker} menade {that}",
    ),
    speaker_quote_frame="{speaker} uttryckte det så här: {text}",
    type_frames=(
        "Bland deltagare från {type} framfördes {that}",
        "Från deltagare med bakgrund i {type} kom synpunkten {that}",
    ),
    type_quote_frame="Bland deltagare från {type} framfördes följande: {text}",
    dissent=sayings.DISSENT,
    qualified="Synpunkten nyanserades också i diskussionen.",
    sayings=sayings.SAYINGS,
    claims=sayings.CLAIMS,
    foreign="{text} (på {language})",
    meeting_formats={"online": "ett digitalt möte", "in_person": "ett möte", "hybrid": "ett hybridmöte"},
    subtitles={
        "online": "Digitalt möte den {date}",
        "in_person": "Möte den {date}",
        "hybrid": "Möte på plats och digitalt den {date}",
    },
    lead="Den {date} höll {host} {format} under rubriken ”{subject}”",
    focus="Diskussionen handlade om {purpose}",
    focus_foreign="Mötet presenterades så här: {text}",
    introduction="{speaker} från {organisation}",
    introduction_short="{speaker} från {organisation} ({short})",
    presentations_one="Mötet inleddes med en presentation av {speakers}.",
    presentations_many="Mötet inleddes med presentationer av {speakers}.",
    discussion_lead={
        "one": "Detta var huvudpunkterna i diskussionen.",
        "other": "Diskussionen rörde {count} teman.",
    },
    discussion_lead_after={
        "one": "Detta var huvudpunkterna i den diskussion som följde.",
        "other": "Diskussionen som följde rörde {count} teman.",
    },
    recommendations_lead="Följande rekommendationer antecknades vid mötet.",
    recommendations_count={
        "one": "Mötet resulterade i en rekommendation, som redovisas nedan tillsammans med dem som den riktas till.",
        "other": "Mötet resulterade i {count} rekommendationer, som redovisas nedan tillsammans med dem som de riktas till.",
    },
    addressed_to="Riktas till {addressees}.",
    first_step="Första steg: {action}",
    first_step_owner="ansvarig: {owner}",
    first_step_due="senast den {due}",
    composition_full="{people} från {organisations} deltog.",
    composition_people="{people} deltog.",
    composition_hidden="En liten grupp deltog; för att ingen i den ska kunna kännas igen anges inte hur stor den var.",
    composition_unknown="Vilka som deltog antecknades inte.",
    composition_together="{kinds}, tillsammans",
    composition_head="Typ av organisation",
    people={"one": "{n} person", "other": "{n} personer"},
    organisations={"one": "{n} organisation", "other": "{n} organisationer"},
    organisation_kinds={
        "womens_rights": "kvinnorättsorganisationer",
        "civil_society": "civilsamhällesorganisationer",
        "research": "forskningsinstitut",
        "government": "regeringar",
        "intergovernmental": "mellanstatliga organisationer",
        "development_agency": "biståndsorgan",
        "foundation": "stiftelser",
        "private_sector": "näringslivet",
        "religious_traditional": "religiösa eller traditionella auktoriteter",
        "political_party": "politiska partier",
        "diaspora": "diasporagrupper",
        "media": "medier",
        "coalition": "koalitioner och partnerskap",
        "": "utan organisation",
    },
    attribution_rules={
        "attributed": "De som höll presentationer har gått med på att namnges, med sina organisationer.",
        "organisation_type": (
            "Delar av mötet hölls under förutsättning att endast den typ av organisation som en åsikt kom från får nämnas; en typ "
            "nämns bara om minst {floor} personer från den deltog."
        ),
        "unattributed": (
            "Diskussionen hölls enligt Chatham House-regeln: deltagarna får använda det de har fått veta, men varken talarnas eller "
            "någon annan deltagares identitet eller tillhörighet får röjas."
        ),
        "off_the_record": "Delar av mötet var förtroliga och finns inte med i denna rapport.",
    },
    attribution_closing=(
        "Ingen namnges här som inte har gått med på det. Ord som ”flera” är ingen stilfråga: de följer av hur många deltagare som "
        "stödde en synpunkt, enligt den skala som återges nedan."
    ),
    imprint="Utgiven av {host}. Den senaste versionen finns på {address}",
    subtitle_many="Möten {dates}",
    subtitle_date="den {date}",
    lead_many={"other": "{host} höll {count} möten under rubriken ”{subject}”: {dates}"},
    on_date="den {date}",
    at_meeting="Vid mötet den {date}",
    presentations_one_at="Mötet den {date} inleddes med en presentation av {speakers}.",
    presentations_many_at="Mötet den {date} inleddes med presentationer av {speakers}.",
    recommendations_lead_at="Följande rekommendationer antecknades vid mötet den {date}.",
    recommendations_count_many={
        "one": "Mötena resulterade i en rekommendation, som redovisas nedan tillsammans med dem som den riktas till.",
        "other": "Mötena resulterade i {count} rekommendationer, som redovisas nedan tillsammans med dem som de riktas till.",
    },
    composition_at="Mötet den {date}: {told}",
    composition_apart=(
        "Varje möte räknas för sig. Ingen summa anges: många kom till mer än ett möte, och skillnaden mellan en summa och det som "
        "visas skulle kunna peka ut någon."
    ),
    matters_title="Uppföljning av föregående rapport",
    matters_lead={
        "one": "Den föregående rapporten, {previous}, innehöll en rekommendation. Så har det gått med den.",
        "other": "Den föregående rapporten, {previous}, innehöll {count} rekommendationer. Så har det gått med dem.",
    },
    no_matters="Den föregående rapporten är {previous}.",
    completions={
        "": "Genomförandet har ännu inte bedömts.",
        "no_evidence": "Det finns inget underlag som visar om den har genomförts.",
        "not_started": "Genomförandet har inte påbörjats.",
        "limited": "Den har genomförts i begränsad omfattning.",
        "substantial": "Den har genomförts i betydande omfattning.",
        "complete": "Den har genomförts helt.",
    },
    completion_words={
        "no_evidence": "”inget underlag”",
        "not_started": "”inte påbörjad”",
        "limited": "”begränsad”",
        "substantial": "”betydande”",
        "complete": "”fullständig”",
    },
    assessed_otherwise="Andra bedömare ser genomförandet annorlunda: {steps}.",
    answers={
        "accepted": "antagen av {addressees}",
        "partly": "delvis antagen av {addressees}",
        "noted": "noterad av {addressees}",
        "declined": "avböjd av {addressees}",
        "awaiting": "ännu inget svar från {addressees}",
    },
    summary_title="Sammanfattning",
    presentations_title="Presentationer",
    discussion_title="Diskussion",
    recommendations_title="Rekommendationer",
    other_theme_title="Övriga synpunkter",
    numbers=tuple("noll en två tre fyra fem sex sju åtta nio tio elva tolv".split()),
    list_comma=", ",
    list_last=" och ",
    clause_comma=", ",
    clause_last=" och ",
    quotation=("”", "”"),
)
