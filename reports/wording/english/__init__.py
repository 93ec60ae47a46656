"""English (British spelling): the wording of reports."""

from reports.wording.base import Wording
from reports.wording.english import sayings
from reports.wording.english.grammar import GRAMMAR, PROPER_NAMES
from reports.wording.english.labels import LABELS

ENGLISH = Wording(
    language="en",
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
    opening_another="One point raised was {that}",
    opening_another_quote="One point raised was the following: {text}",
    speaker_frames=("{speaker} explained {that}", "{speaker} noted {that}", "{speaker} pointed out {that}"),
    speaker_further_frames=(
        "{speaker} emphasised {that}",
        "{speaker} added {that}",
        "{speaker} also noted {that}",
        "{speaker} pointed out {that}",
        "{speaker} argued {that}",
    ),
    speaker_quote_frame="{speaker} put it as follows: {text}",
    type_frames=(
        "Among participants from {type}, the point was raised {that}",
        "A point raised among participants from {type} was {that}",
    ),
    type_quote_frame="Among participants from {type}, the following point was raised: {text}",
    dissent=sayings.DISSENT,
    qualified="The point was also qualified in the discussion.",
    sayings=sayings.SAYINGS,
    claims=sayings.CLAIMS,
    foreign="{text} (in {language})",
    meeting_formats={
        "online": "an online meeting",
        "in_person": "a meeting",
        "hybrid": "a hybrid meeting",
    },
    subtitles={
        "online": "Online meeting, {date}",
        "in_person": "Meeting, {date}",
        "hybrid": "Meeting in the room and online, {date}",
    },
    lead="On {date}, {host} hosted {format} on {subject}",
    focus="The discussion focused on {purpose}",
    focus_foreign="The meeting was announced as follows: {text}",
    introduction="{speaker} from {organisation}",
    introduction_short="{speaker} from {organisation} ({short})",
    presentations_one="The meeting began with a presentation by {speakers}.",
    presentations_many="The meeting began with presentations by {speakers}.",
    discussion_lead={
        "one": "These were the main points of the discussion.",
        "other": "The discussion turned on {count} themes.",
    },
    discussion_lead_after={
        "one": "These were the main points of the discussion that followed.",
        "other": "The discussion that followed turned on {count} themes.",
    },
    recommendations_lead="The following recommendations were recorded at the meeting.",
    recommendations_count={
        "one": "One recommendation came out of the meeting; it is set out below with its addressees.",
        "other": "{count} recommendations came out of the meeting; they are set out below with their addressees.",
    },
    addressed_to="Addressed to {addressees}.",
    first_step="First step: {action}",
    first_step_owner="responsible: {owner}",
    first_step_due="by {due}",
    composition_full="{people} from {organisations} took part.",
    composition_people="{people} took part.",
    composition_hidden="A small group took part; so that nobody in it can be recognised, its size is not given.",
    composition_unknown="Who took part was not recorded.",
    composition_together="{kinds}, together",
    composition_head="Type of organisation",
    people={"one": "{n} person", "other": "{n} people"},
    organisations={"one": "{n} organisation", "other": "{n} organisations"},
    organisation_kinds={
        "womens_rights": "women’s rights organisations",
        "civil_society": "civil society organisations",
        "research": "research institutes",
        "government": "governments",
        "intergovernmental": "intergovernmental organisations",
        "development_agency": "development agencies",
        "foundation": "foundations",
        "private_sector": "the private sector",
        "religious_traditional": "religious or traditional authorities",
        "political_party": "political parties",
        "diaspora": "diaspora groups",
        "media": "the media",
        "coalition": "coalitions and partnership frameworks",
        "": "no organisation",
    },
    attribution_rules={
        "attributed": "Those who gave presentations agreed to be named, with their organisations.",
        "organisation_type": (
            "Parts of the meeting were held on the understanding that only the type of organisation a view came from "
            "may be mentioned; a type is mentioned only where at least {floor} people of it took part."
        ),
        "unattributed": (
            "The discussion was held under the Chatham House Rule: participants are free to use what they learned, but "
            "neither the identity nor the affiliation of the speakers, nor that of any other participant, may be revealed."
        ),
        "off_the_record": "Parts of the meeting were off the record and are not in this report.",
    },
    attribution_closing=(
        "Nobody is named here who has not agreed to it. Words such as “several” are not a matter of style: they follow "
        "from the number of participants who supported a point, by the scale printed below."
    ),
    imprint="Published by {host}. The latest version is at {address}",
    subtitle_many="Meetings of {dates}",
    subtitle_date="{date}",
    lead_many={"other": "{host} hosted {count} meetings on {subject}: {dates}"},
    on_date="on {date}",
    at_meeting="At the meeting of {date}",
    presentations_one_at="The meeting of {date} began with a presentation by {speakers}.",
    presentations_many_at="The meeting of {date} began with presentations by {speakers}.",
    recommendations_lead_at="The following recommendations were recorded at the meeting of {date}.",
    recommendations_count_many={
        "one": "One recommendation came out of the meetings; it is set out below with its addressees.",
        "other": "{count} recommendations came out of the meetings; they are set out below with their addressees.",
    },
    composition_at="Meeting of {date}: {told}",
    composition_apart=(
        "Each meeting is counted by itself. No sum is given: many came to more than one meeting, and the difference "
        "between a sum and what is shown could point at somebody."
    ),
    matters_title="Matters arising",
    matters_lead={
        "one": "The previous report, {previous}, made one recommendation. This is what became of it.",
        "other": "The previous report, {previous}, made {count} recommendations. This is what became of them.",
    },
    no_matters="The previous report is {previous}.",
    completions={
        "": "Whether it has been carried out has not been assessed yet.",
        "no_evidence": "There is no evidence of whether it has been carried out.",
        "not_started": "It has not been started.",
        "limited": "It has been carried out to a limited extent.",
        "substantial": "It has been carried out to a substantial extent.",
        "complete": "It has been carried out completely.",
    },
    completion_words={
        "no_evidence": "“no evidence available”",
        "not_started": "“not started”",
        "limited": "“limited”",
        "substantial": "“substantial”",
        "complete": "“complete”",
    },
    assessed_otherwise="Other assessors judged its completion differently: {steps}.",
    answers={
        "accepted": "accepted by {addressees}",
        "partly": "accepted in part by {addressees}",
        "noted": "noted by {addressees}",
        "declined": "declined by {addressees}",
        "awaiting": "no answer yet from {addressees}",
    },
    summary_title="Summary",
    presentations_title="Presentations",
    discussion_title="Discussion",
    recommendations_title="Recommendations",
    other_theme_title="Other points",
    numbers=tuple("no one two three four five six seven eight nine ten eleven twelve".split()),
    list_comma=", ",
    list_last=" and ",
    clause_comma=", ",
    clause_last=", and ",
    quotation=("“", "”"),
)
