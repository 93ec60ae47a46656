"""Addresses of reports."""

from django.urls import include, path, re_path, register_converter
from django.urls.converters import StringConverter

from reports.views import (
    discovery,
    drafts,
    editor,
    history,
    look,
    private,
    private_review,
    public,
    published,
    publishing,
    review,
    saving,
    subscribing,
)

app_name = "reports"


class EditionConverter(StringConverter):
    """A language, and whether the report covers further meetings."""

    regex = "[a-z]{2}(?:-compiled)?"


register_converter(EditionConverter, "edition")

_step = [
    path("", drafts.meeting_report, name="meeting_report"),
    path("start/", drafts.report_start, name="report_start"),
]
# A meeting can have a report in each language, and one that covers further meetings: “fr”, “en-compiled”.
_report = [
    path("", editor.report_edit, name="report_edit"),
    path("draft/", drafts.report_draft, name="report_draft"),
    path("previous/", drafts.report_previous, name="report_previous"),
    path("front/", editor.report_front, name="report_front"),
    path("sections/", editor.section_add, name="section_add"),
    path("sections/<uuid:uuid>/", editor.section_edit, name="section_edit"),
    path("sections/<uuid:uuid>/move/", editor.section_move, name="section_move"),
    path("sections/<uuid:uuid>/delete/", editor.section_delete, name="section_delete"),
    path("sections/<uuid:uuid>/paragraphs/", editor.paragraph_add, name="paragraph_add"),
    path("paragraphs/<uuid:uuid>/", editor.paragraph_edit, name="paragraph_edit"),
    path("paragraphs/<uuid:uuid>/move/", editor.paragraph_move, name="paragraph_move"),
    path("paragraphs/<uuid:uuid>/delete/", editor.paragraph_delete, name="paragraph_delete"),
    path("sections/bring-back/", saving.section_bring_back, name="section_bring_back"),
    path("sections/<uuid:uuid>/save/", saving.section_save, name="section_save"),
    path("paragraphs/<uuid:uuid>/points/", saving.paragraph_points, name="paragraph_points"),
    path("changes/", saving.report_changes, name="report_changes"),
    path("paragraphs/<uuid:uuid>/offer/", editor.paragraph_offer, name="paragraph_offer"),
    path("history/", history.report_history, name="report_history"),
    path("history/compare/", history.revision_compare, name="revision_compare"),
    path("history/<int:number>/restore/", history.revision_restore, name="revision_restore"),
    path("preview/", publishing.report_preview, name="report_preview"),
    path("preview.pdf", publishing.report_preview, {"form": "pdf"}, name="report_preview_pdf"),
    path("preview.docx", publishing.report_preview, {"form": "docx"}, name="report_preview_docx"),
    path("publish/", publishing.report_publish, name="report_publish"),
    path("readers/", published.report_readers, name="report_readers"),
    path("withdraw/", published.report_withdraw, name="report_withdraw"),
    path("versions/<int:number>/embargo/", published.version_embargo, name="version_embargo"),
    path("versions/<int:number>/withhold/", published.version_withhold, name="version_withhold"),
]

# Where the team follows a report through other hands, below the report's address.
_review = [
    path("", review.report_review, name="report_review"),
    path("approve/", review.report_approve, name="report_approve"),
    re_path(r"^open/(?P<kind>team|participants)/$", review.review_open, name="review_open"),
    path("<uuid:uuid>/", review.review_round, name="review_round"),
    path("<uuid:uuid>/extend/", review.review_extend, name="review_extend"),
    path("<uuid:uuid>/close/", review.review_close, name="review_close"),
    path("<uuid:uuid>/say/<slug:anchor>/", review.review_say, name="review_say"),
    path("comments/<uuid:uuid>/answer/", review.comment_answer, name="comment_answer"),
    path("comments/<uuid:uuid>/take-over/", review.comment_take_over, name="comment_take_over"),
]
# Where participants read the draft, by a link of their own; what they say without a name goes to addresses they share.
_private_review = [
    path("unnamed/<str:given>/<slug:anchor>/", private_review.unnamed_say, name="private_unnamed_say"),
    path("receipt/<str:receipt>/", private_review.review_receipt, name="private_receipt"),
    path("<str:token>/", private_review.private_review, name="private_review"),
    path("<str:token>/say/<slug:anchor>/", private_review.private_review_say, name="private_review_say"),
    path("<str:token>/done/", private_review.private_review_done, name="private_review_done"),
    path(
        "<str:token>/take-back/<uuid:comment>/",
        private_review.private_review_take_back,
        name="private_review_take_back",
    ),
]

urlpatterns = [
    path("dialogues/<slug:dialogue>/<slug:meeting>/report/", include(_step)),
    path("dialogues/<slug:dialogue>/<slug:meeting>/report/<edition:edition>/", include(_report)),
    path("i/<str:token>/reports/<slug:slug>/", private.private_publication, name="private_publication"),
    path(
        "i/<str:token>/reports/<slug:slug>/v/<int:number>/",
        private.private_publication,
        name="private_publication_version",
    ),
    re_path(
        r"^i/(?P<token>[^/]+)/reports/(?P<slug>[-\w]+)/v/(?P<number>\d{1,4})\.(?P<form>pdf|docx)$",
        private.private_document,
        name="private_publication_document",
    ),
    path("dialogues/<slug:dialogue>/<slug:meeting>/report/<edition:edition>/review/", include(_review)),
    path("reports/manage/policy/<slug:slug>/", review.review_policy, name="review_policy"),
    path("review/<uuid:review>/", include(_private_review)),
    path("reports/", public.publication_list, name="publication_list"),
    path("reports/manage/", publishing.report_list, name="report_list"),
    path("reports/subscribe/", subscribing.subscription_ask, name="subscription_ask"),
    path("reports/subscribe/<str:token>/", subscribing.subscription_confirm, name="subscription_confirm"),
    path("reports/unsubscribe/<str:token>/", subscribing.subscription_end, name="subscription_end"),
    path("reports/feed/", discovery.publication_feed, name="publication_feed"),
    path("sitemap.xml", discovery.site_map, name="site_map"),
    path("robots.txt", discovery.robots, name="robots"),
    path("reports/check/", public.fingerprint_check, name="fingerprint_check"),
    path("reports/look/", look.look_edit, name="look_edit"),
    re_path(r"^reports/look/(?P<accent>[0-9a-f]{6})\.css$", public.look_stylesheet, name="look_stylesheet"),
    path("reports/<slug:slug>/", public.publication_detail, name="publication_detail"),
    re_path(
        r"^reports/(?P<slug>[-\w]+)\.(?P<form>pdf|docx)$",
        public.publication_document,
        name="publication_document",
    ),
    re_path(
        r"^reports/(?P<slug>[-\w]+)/cite\.(?P<form>bib|ris)$",
        public.publication_citation,
        name="publication_citation",
    ),
    re_path(
        r"^reports/(?P<slug>[-\w]+)/v/(?P<number>\d{1,4})/cite\.(?P<form>bib|ris)$",
        public.publication_citation,
        name="publication_version_citation",
    ),
    path("reports/<slug:slug>/v/<int:number>/", public.publication_detail, name="publication_version"),
    re_path(
        r"^reports/(?P<slug>[-\w]+)/v/(?P<number>\d{1,4})\.(?P<form>pdf|docx)$",
        public.publication_document,
        name="publication_version_document",
    ),
]
