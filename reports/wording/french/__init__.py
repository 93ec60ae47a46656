"""French: the wording of reports."""

from reports.wording.base import Wording
from reports.wording.french import sayings
from reports.wording.french.grammar import GRAMMAR, PROPER_NAMES
from reports.wording.french.labels import LABELS

FRENCH = Wording(
    language="fr",
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
    opening_another="Il a été relevé {that}",
    opening_another_quote="Le point suivant a été soulevé\u00a0: {text}",
    speaker_frames=(
        "{speaker} a expliqué {that}",
        "{speaker} a relevé {that}",
        "{speaker} a rappelé {that}",
    ),
    speaker_further_frames=(
        "{speaker} a souligné {that}",
        "{speaker} a ajouté {that}",
        "{speaker} a également noté {that}",
        "{speaker} a fait valoir {that}",
        "{speaker} a estimé {that}",
    ),
    speaker_quote_frame="{speaker} l’a dit en ces termes\u00a0: {text}",
    type_frames=(
        "Parmi les participants issus {of_type}, il a été relevé {that}",
        "Du côté {of_type}, il a été souligné {that}",
    ),
    type_quote_frame="Parmi les participants issus {of_type}, le point suivant a été soulevé\u00a0: {text}",
    dissent=sayings.DISSENT,
    qualified="Ce point a par ailleurs été nuancé au cours du débat.",
    sayings=sayings.SAYINGS,
    claims=sayings.CLAIMS,
    foreign="{text} (en {language})",
    meeting_formats={
        "online": "une réunion en ligne",
        "in_person": "une réunion",
        "hybrid": "une réunion hybride",
    },
    subtitles={
        "online": "Réunion en ligne, {date}",
        "in_person": "Réunion, {date}",
        "hybrid": "Réunion en salle et en ligne, {date}",
    },
    lead="Le {date}, {host} a organisé {format} intitulée «\u00a0{subject}\u00a0»",
    focus="Les échanges ont porté sur {purpose}",
    focus_foreign="La réunion était annoncée ainsi\u00a0: {text}",
    introduction="{speaker} ({name})",
    introduction_short="{speaker} ({name}, {short})",
    presentations_one="La réunion s’est ouverte par une présentation {of_speakers}.",
    presentations_many="La réunion s’est ouverte par les présentations {of_speakers}.",
    discussion_lead={
        "one": "Voici les principaux points de la discussion.",
        "other": "La discussion a porté sur {count} thèmes.",
    },
    discussion_lead_after={
        "one": "Voici les principaux points de la discussion qui a suivi.",
        "other": "La discussion qui a suivi a porté sur {count} thèmes.",
    },
    recommendations_lead="Les recommandations suivantes ont été consignées lors de la réunion.",
    recommendations_count={
        "one": "Une recommandation est issue de la réunion\u00a0; elle figure ci-après avec ses destinataires.",
        "other": "{count} recommandations sont issues de la réunion\u00a0; elles figurent ci-après avec leurs destinataires.",
    },
    addressed_to="Adressée {to_addressees}.",
    first_step="Première étape\u00a0: {action}",
    first_step_owner="responsable\u00a0: {owner}",
    first_step_due="échéance\u00a0: {due}",
    composition_full="{people} issues de {organisations} ont pris part à la réunion.",
    composition_people="{people} ont pris part à la réunion.",
    composition_hidden=(
        "Un petit groupe a pris part à la réunion\u00a0; sa taille n’est pas indiquée, afin que personne ne puisse y être reconnu."
    ),
    composition_unknown="Les présences n’ont pas été relevées.",
    composition_together="{kinds}, ensemble",
    composition_head="Type d’organisation",
    people={"one": "{n} personne", "other": "{n} personnes"},
    organisations={"one": "{n} organisation", "other": "{n} organisations"},
    organisation_kinds={
        "womens_rights": "organisations de défense des droits des femmes",
        "civil_society": "organisations de la société civile",
        "research": "instituts de recherche",
        "government": "gouvernements",
        "intergovernmental": "organisations intergouvernementales",
        "development_agency": "agences de développement",
        "foundation": "fondations",
        "private_sector": "secteur privé",
        "religious_traditional": "autorités religieuses ou traditionnelles",
        "political_party": "partis politiques",
        "diaspora": "groupes de la diaspora",
        "media": "médias",
        "coalition": "coalitions et cadres de partenariat",
        "": "sans organisation",
    },
    kinds_in_prose={
        "womens_rights": "les organisations de défense des droits des femmes",
        "civil_society": "les organisations de la société civile",
        "research": "les instituts de recherche",
        "government": "les gouvernements",
        "intergovernmental": "les organisations intergouvernementales",
        "development_agency": "les agences de développement",
        "foundation": "les fondations",
        "private_sector": "le secteur privé",
        "religious_traditional": "les autorités religieuses ou traditionnelles",
        "political_party": "les partis politiques",
        "diaspora": "les groupes de la diaspora",
        "media": "les médias",
        "coalition": "les coalitions et cadres de partenariat",
    },
    attribution_rules={
        "attributed": "Les personnes qui ont fait une présentation ont accepté d’être nommées, avec leur organisation.",
        "organisation_type": (
            "Certaines parties de la réunion se sont tenues sous réserve que seul le type d’organisation dont émane un avis "
            "puisse être mentionné\u00a0; un type n’est mentionné que si au moins {floor} personnes qui en relèvent ont pris part."
        ),
        "unattributed": (
            "La discussion s’est tenue selon la règle de Chatham House\u00a0: les participants sont libres d’utiliser les "
            "informations recueillies, mais ne doivent révéler ni l’identité ni l’affiliation des intervenants, ni celles "
            "d’aucun autre participant."
        ),
        "off_the_record": "Certaines parties de la réunion étaient confidentielles et ne figurent pas dans ce rapport.",
    },
    attribution_closing=(
        "Personne n’est nommé ici sans y avoir consenti. Le mot «\u00a0participants\u00a0» désigne toutes les personnes présentes, "
        "quel que soit leur genre. Des mots tels que «\u00a0plusieurs\u00a0» ne relèvent pas du style\u00a0: ils découlent du nombre de "
        "participants qui ont soutenu un point, selon l’échelle imprimée ci-après."
    ),
    imprint="Publié par {host}. La dernière version se trouve à l’adresse {address}",
    subtitle_many="Réunions {dates}",
    subtitle_date="du {date}",
    lead_many={
        "other": "{host} a organisé {count} réunions sur le thème «\u00a0{subject}\u00a0»\u00a0: {dates}"
    },
    on_date="le {date}",
    at_meeting="Lors de la réunion du {date}",
    presentations_one_at="La réunion du {date} s’est ouverte par une présentation {of_speakers}.",
    presentations_many_at="La réunion du {date} s’est ouverte par les présentations {of_speakers}.",
    recommendations_lead_at="Les recommandations suivantes ont été consignées lors de la réunion du {date}.",
    recommendations_count_many={
        "one": "Une recommandation est issue des réunions\u00a0; elle figure ci-après avec ses destinataires.",
        "other": "{count} recommandations sont issues des réunions\u00a0; elles figurent ci-après avec leurs destinataires.",
    },
    composition_at="Réunion du {date}\u00a0: {told}",
    composition_apart=(
        "Chaque réunion est comptée séparément. Aucune somme n’est donnée\u00a0: beaucoup ont pris part à plus d’une réunion, et la "
        "différence entre une somme et ce qui est montré pourrait désigner quelqu’un."
    ),
    matters_title="Suites données",
    matters_lead={
        "one": "Le rapport précédent, {previous}, contenait une recommandation. Voici ce qu’il en est advenu.",
        "other": "Le rapport précédent, {previous}, contenait {count} recommandations. Voici ce qu’il en est advenu.",
    },
    no_matters="Le rapport précédent est {previous}.",
    completions={
        "": "Sa mise en œuvre n’a pas encore été évaluée.",
        "no_evidence": "Aucun élément ne permet de dire si elle a été mise en œuvre.",
        "not_started": "Sa mise en œuvre n’a pas commencé.",
        "limited": "Elle a été mise en œuvre de façon limitée.",
        "substantial": "Elle a été mise en œuvre pour une part substantielle.",
        "complete": "Elle a été entièrement mise en œuvre.",
    },
    completion_words={
        "no_evidence": "«\u00a0aucun élément disponible\u00a0»",
        "not_started": "«\u00a0non commencée\u00a0»",
        "limited": "«\u00a0limitée\u00a0»",
        "substantial": "«\u00a0substantielle\u00a0»",
        "complete": "«\u00a0complète\u00a0»",
    },
    assessed_otherwise="D’autres évaluations jugent sa mise en œuvre différemment\u00a0: {steps}.",
    answers={
        "accepted": "acceptée par {addressees}",
        "partly": "acceptée en partie par {addressees}",
        "noted": "notée par {addressees}",
        "declined": "déclinée par {addressees}",
        "awaiting": "sans réponse à ce jour de la part {of_addressees}",
    },
    summary_title="Résumé",
    presentations_title="Présentations",
    discussion_title="Discussion",
    recommendations_title="Recommandations",
    other_theme_title="Autres points",
    numbers=tuple("zéro une deux trois quatre cinq six sept huit neuf dix onze douze".split()),
    list_comma=", ",
    list_last=" et ",
    clause_comma=", ",
    clause_last=", et ",
    quotation=("«\u00a0", "\u00a0»"),
    semicolon="\u00a0; ",
)
