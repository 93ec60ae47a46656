"""Swedish: the fixed words of a published report."""

from reports.wording.labels import Labels

LABELS = Labels(
    report="Rapport",
    contents="Innehåll",
    notes="Noter",
    composition="Vilka som deltog",
    attribution="Om denna rapport",
    scale="Vad orden står för",
    scale_word="Orden",
    scale_condition="används när",
    scale_key=(
        "n: hur många olika deltagare som stödde synpunkten. N: hur många som deltog i den delen av mötet. d: hur många som var av annan "
        "uppfattning. k = {floor}: färre än {floor} anges aldrig med ett ord. Den första rad vars villkor är uppfyllt avgör; ett svagare "
        "ord får väljas, aldrig ett starkare."
    ),
    version="Version",
    published="Publicerad",
    previous_version="Ersätter version",
    what_changed="Vad som har ändrats",
    fingerprint="Fingeravtryck (SHA-256)",
    page_of="Sida {page} av {pages}",
    total="Totalt",
    withheld="–",
    withheld_note="– står för tal som är så små att de skulle peka ut någon.",
    together_note=(
        "Organisationstyper med färre än {floor} deltagare, eller vars antal skulle avslöja en sådan, räknas tillsammans."
    ),
    people="Personer",
    paragraph_link="Länk till detta stycke",
    back_to_text="Tillbaka till texten",
    reading_time="Lästid: {minutes} min",
)
