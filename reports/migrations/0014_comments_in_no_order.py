"""Comments of a review without a number or a day that would tell which came first; rounds keep their paragraphs as written."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0001_initial"),
        ("reports", "0013_what_the_last_draft_said"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.DeleteModel(name="ReviewComment"),
        migrations.AddField(
            model_name="reviewround",
            name="written",
            field=models.JSONField(
                default=dict,
                editable=False,
                help_text="By their anchor in the document: identifier, Markdown, and whether it reports named speakers.",
                verbose_name="its paragraphs as they were written",
            ),
        ),
        migrations.CreateModel(
            name="ReviewComment",
            fields=[
                (
                    "uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "anchor",
                    models.CharField(
                        blank=True, editable=False, max_length=40, verbose_name="place in the document"
                    ),
                ),
                ("quoted", models.TextField(blank=True, verbose_name="the text it is about")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("comment", "Comment"),
                            ("suggestion", "Suggestion"),
                            ("objection", "Objection to how my words are rendered"),
                        ],
                        default="comment",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="comment")),
                ("suggestion", models.TextField(blank=True, verbose_name="suggested text")),
                ("receipt_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("written_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("partly", "Partly accepted"),
                            ("declined", "Not accepted"),
                            ("noted", "Noted"),
                        ],
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="answered"),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="comments",
                        to="reports.paragraph",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_comments",
                        to="dialogues.participation",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="reports.reviewround",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "ordering": ["uuid"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["comment", "suggestion", "objection"])),
                        name="reports_comment_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", ""),
                            ("outcome__in", ["accepted", "partly", "declined", "noted"]),
                            _connector="OR",
                        ),
                        name="reports_comment_outcome_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True),
                            models.Q(("suggestion", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="reports_comment_has_text",
                        violation_error_message="Write what you want to say, or suggest another wording.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "objection"), _negated=True),
                            models.Q(
                                ("member__isnull", True),
                                ("participation__isnull", True),
                                models.Q(("receipt_hash", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="reports_objection_has_no_author",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("member__isnull", True), ("participation__isnull", True), _connector="OR"
                        ),
                        name="reports_comment_one_author",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("receipt_hash", ""),
                            models.Q(
                                ("member__isnull", True),
                                ("participation__isnull", True),
                                ("written_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="reports_receipt_stands_for_no_author",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("receipt_hash", ""), _negated=True),
                        fields=("receipt_hash",),
                        name="reports_receipt_for_one_comment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "suggestion"), _negated=True),
                            models.Q(("suggestion", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="reports_suggestion_has_text",
                        violation_error_message="Write the text that you suggest.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("outcome", "")),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True), ("answered_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="reports_comment_answer_is_dated",
                    ),
                ],
            },
        ),
    ]
