"""Review by the team, by participants and by a second person."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0001_initial"),
        ("reports", "0006_history"),
        ("stakeholders", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256 of what was approved")),
                (
                    "approved_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="approved"),
                ),
            ],
            options={
                "verbose_name": "approval",
                "verbose_name_plural": "approvals",
                "ordering": ["-approved_at"],
            },
        ),
        migrations.CreateModel(
            name="ReviewComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
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
                ("text", models.TextField(verbose_name="comment")),
                ("suggestion", models.TextField(blank=True, verbose_name="suggested text")),
                ("receipt_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("written_on", models.DateField(default=django.utils.timezone.localdate, editable=False)),
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
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "ordering": ["written_on", "uuid"],
            },
        ),
        migrations.CreateModel(
            name="ReviewInvitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_done", models.BooleanField(default=False, verbose_name="has nothing more to add")),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="reminded"),
                ),
            ],
            options={
                "verbose_name": "invitation to review",
                "verbose_name_plural": "invitations to review",
            },
        ),
        migrations.CreateModel(
            name="ReviewPolicy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "needs_participants",
                    models.BooleanField(
                        default=False, verbose_name="participants see each report before it is published"
                    ),
                ),
                (
                    "needs_second_person",
                    models.BooleanField(
                        default=False,
                        help_text="Whoever changed the report last cannot be the one who approves it.",
                        verbose_name="a second person approves each report",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(default=10, verbose_name="days to comment")),
            ],
            options={
                "verbose_name": "review policy",
                "verbose_name_plural": "review policies",
            },
        ),
        migrations.CreateModel(
            name="ReviewRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("team", "Team review"), ("participants", "Participants’ review")],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("message", models.TextField(blank=True, verbose_name="word to the readers")),
                ("content", models.JSONField(verbose_name="the report as it was shown")),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="opened")),
                ("closes_at", models.DateTimeField(verbose_name="closes")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="closed"),
                ),
            ],
            options={
                "verbose_name": "review",
                "verbose_name_plural": "reviews",
                "ordering": ["-opened_at"],
            },
        ),
        migrations.AddField(
            model_name="approval",
            name="approved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="approvals", to="reports.report"
            ),
        ),
        migrations.AddField(
            model_name="reviewcomment",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reviewcomment",
            name="member",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reviewcomment",
            name="paragraph",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="comments",
                to="reports.paragraph",
            ),
        ),
        migrations.AddField(
            model_name="reviewcomment",
            name="participation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="review_comments",
                to="dialogues.participation",
            ),
        ),
        migrations.AddField(
            model_name="reviewinvitation",
            name="participation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="review_invitations",
                to="dialogues.participation",
            ),
        ),
        migrations.AddField(
            model_name="reviewpolicy",
            name="dialogue",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="review_policy",
                to="dialogues.dialogue",
            ),
        ),
        migrations.AddField(
            model_name="reviewround",
            name="opened_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reviewround",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="review_rounds", to="reports.report"
            ),
        ),
        migrations.AddField(
            model_name="reviewinvitation",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invitations",
                to="reports.reviewround",
            ),
        ),
        migrations.AddField(
            model_name="reviewcomment",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="reports.reviewround"
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.UniqueConstraint(
                fields=("report", "digest", "approved_by"),
                name="reports_approval_once",
                violation_error_message="You have approved this already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewpolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(("days__gte", 1)),
                name="reports_policy_gives_time",
                violation_error_message="Give people a day at least.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewround",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["team", "participants"])), name="reports_round_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewround",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("opened_at"))),
                name="reports_round_gives_time",
                violation_error_message="The review closes after it opens.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewround",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True)),
                fields=("report",),
                name="reports_round_one_open",
                violation_error_message="A review of this report is open already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewinvitation",
            constraint=models.UniqueConstraint(
                fields=("round", "participation"), name="reports_reviewer_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["comment", "suggestion", "objection"])),
                name="reports_comment_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome", ""),
                    ("outcome__in", ["accepted", "partly", "declined", "noted"]),
                    _connector="OR",
                ),
                name="reports_comment_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="reports_comment_has_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "objection"), _negated=True),
                    models.Q(("member__isnull", True), ("participation__isnull", True)),
                    _connector="OR",
                ),
                name="reports_objection_has_no_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("member__isnull", True), ("participation__isnull", True), _connector="OR"
                ),
                name="reports_comment_one_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("receipt_hash", ""),
                    models.Q(("member__isnull", True), ("participation__isnull", True)),
                    _connector="OR",
                ),
                name="reports_receipt_stands_for_no_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "suggestion"), _negated=True),
                    models.Q(("suggestion", ""), _negated=True),
                    _connector="OR",
                ),
                name="reports_suggestion_has_text",
                violation_error_message="Write the text that you suggest.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("outcome", "")),
                    models.Q(models.Q(("outcome", ""), _negated=True), ("answered_at__isnull", False)),
                    _connector="OR",
                ),
                name="reports_comment_answer_is_dated",
            ),
        ),
    ]
