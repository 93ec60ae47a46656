"""Load the reference meeting and its setting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.services import load_demo, publish_reference_report
from stakeholders.exceptions import DomainError

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Load the demo into an empty Majlis and print its accounts; a second time nothing is loaded."""

    help = "Load the reference meeting of 30 May 2024 and its setting, and print the accounts to try it with."

    def add_arguments(self, parser: CommandParser) -> None:
        """Read the options."""
        parser.add_argument(
            "--publish",
            action="store_true",
            help="Draft and publish the report of the reference meeting too.",
        )

    def handle(self, *_args: Any, publish: bool = False, **_options: Any) -> None:
        """Load, publish where asked, and tell what there is."""
        try:
            loaded = load_demo()
            publication = publish_reference_report() if publish else None
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write("The demo is loaded." if loaded.is_new else "The demo was loaded already.")
        if publication is not None:
            self.stdout.write(f"Report: {settings.SITE_URL}/reports/{publication.report.slug}/")
        self.stdout.write("Accounts:")
        for account in loaded.accounts:
            self.stdout.write(f"  {account.role:<14} {account.email:<28} password: {account.password}")
