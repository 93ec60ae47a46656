"""French: the fixed words of a published report."""

from reports.wording.labels import Labels

LABELS = Labels(
    report="Rapport",
    contents="Sommaire",
    notes="Notes",
    composition="Participation",
    attribution="À propos de ce rapport",
    scale="Ce que les mots recouvrent",
    scale_word="L’expression",
    scale_condition="est employée lorsque",
    scale_key=(
        "n\u00a0: nombre de participants distincts qui ont soutenu le point. N\u00a0: nombre de personnes présentes à cette partie de la "
        "réunion. d\u00a0: nombre de participants en désaccord. k = {floor}\u00a0: en dessous de {floor}, le nombre n’est jamais rendu "
        "par un mot. La première ligne dont la condition est remplie décide\u00a0; un mot plus faible peut être choisi, jamais un mot plus fort."
    ),
    version="Version",
    published="Publié le",
    previous_version="Remplace la version",
    what_changed="Ce qui a changé",
    fingerprint="Empreinte (SHA-256)",
    page_of="Page {page} sur {pages}",
    total="Total",
    withheld="–",
    withheld_note="Le signe – remplace des nombres si petits qu’ils désigneraient quelqu’un.",
    together_note=(
        "Les types d’organisation dont moins de {floor} personnes ont pris part, ou dont le nombre permettrait d’en déduire un "
        "autre, sont comptés ensemble."
    ),
    people="Personnes",
    paragraph_link="Lien vers ce paragraphe",
    back_to_text="Retour au texte",
    reading_time="Temps de lecture\u00a0: {minutes}\u00a0min",
)
