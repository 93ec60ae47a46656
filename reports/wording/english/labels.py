"""English: the fixed words of a published report."""

from reports.wording.labels import Labels

LABELS = Labels(
    report="Report",
    contents="Contents",
    notes="Notes",
    composition="Who took part",
    attribution="About this report",
    scale="What the words stand for",
    scale_word="The words",
    scale_condition="are used when",
    scale_key=(
        "n: how many different participants supported the point. N: how many took part in that part of the "
        "meeting. d: how many disagreed. k = {floor}: fewer than {floor} are never counted in words. The first "
        "line that holds decides; a weaker word may be chosen, never a stronger one."
    ),
    version="Version",
    published="Published",
    previous_version="Replaces version",
    what_changed="What changed",
    fingerprint="Fingerprint (SHA-256)",
    page_of="Page {page} of {pages}",
    total="Total",
    withheld="–",
    withheld_note="– stands for numbers so small that they would point at somebody.",
    together_note=(
        "Types of which fewer than {floor} people took part, or whose number would give such a one away, are counted together."
    ),
    people="People",
    paragraph_link="Link to this paragraph",
    back_to_text="Back to the text",
    reading_time="Reading time: {minutes} min",
)
