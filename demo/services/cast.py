"""Who plays in the demo: accounts, organisations and people, under the names that the data files use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress

from demo.source import read
from home.services import install
from stakeholders.enums import Protection
from stakeholders.models import Organisation, Person, User
from stakeholders.services.accounts import link_person
from stakeholders.services.audit import record_change
from stakeholders.services.organisations import create_organisation, create_sector
from stakeholders.services.people import add_affiliation, create_person
from stakeholders.services.registry import archive_record
from stakeholders.services.relationships import add_relationship

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

LANGUAGES = ("ar", "en", "fr")


@dataclass
class Cast:
    """Accounts by role, organisations by short name, presenters by key, participants by number."""

    accounts: dict[str, User] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    presenters: dict[str, Person] = field(default_factory=dict)
    participants: dict[int, Person] = field(default_factory=dict)
    staff: list[Person] = field(default_factory=list)

    @property
    def convener(self) -> User:
        """Who convenes the demo's dialogues."""
        return self.accounts["convener"]

    @property
    def coordinator(self) -> User:
        """Who writes the demo's reports."""
        return self.accounts["coordinator"]


def gather_cast() -> Cast:
    """Make accounts and registry in an empty Majlis."""
    cast = Cast()
    _make_accounts(cast)
    _fill_registry(cast)
    _add_people(cast)
    for account in read("accounts")["accounts"]:
        if "participant" in account:
            link_person(
                person=cast.participants[account["participant"]],
                user=cast.accounts[account["role"]],
                actor=cast.accounts["administrator"],
            )
    return cast


def _make_accounts(cast: Cast) -> None:
    told = read("accounts")
    for account in told["accounts"]:
        who = {"name": account["name"], "email": account["email"], "password": told["password"]}
        if account["role"] == "administrator":
            user = install(**who, language="en", time_zone="Europe/Stockholm")
        else:
            works_here = account["role"] != "participant"
            user = User.objects.create_user(
                **who, is_team=works_here, language="en", time_zone="Europe/Stockholm"
            )
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
            record_change(actor=cast.accounts["administrator"], verb="account.created", target=user)
        cast.accounts[account["role"]] = user


def _fill_registry(cast: Cast) -> None:
    actor, told = cast.accounts["administrator"], read("registry")
    sectors = {
        each["key"]: create_sector(actor=actor, name=each["name"], description=each["description"])
        for each in told["sectors"]
    }
    for each in told["organisations"]:
        cast.organisations[each["short"]] = create_organisation(
            actor=actor,
            name=each["name"],
            short_name=each["short"],
            kind=each["kind"],
            primary_sector=sectors[each["sector"]],
            further_sectors=[sectors[key] for key in each.get("further", ())],
            aliases=each.get("aliases", []),
            country=each["country"],
            may_be_named=each.get("named", False),
            notes=each.get("notes", ""),
        )
    for source, each in _relationships(told["relationships"]):
        add_relationship(
            actor=actor,
            source=cast.organisations[source],
            kind=each["kind"],
            target=cast.organisations[each["to"]],
            started_on=each.get("since"),
            ended_on=each.get("until"),
            amount=each.get("amount"),
            currency=each.get("currency", ""),
            reference=each["reference"],
            notes=each.get("notes", ""),
        )
    for each in told["organisations"]:
        if each.get("archived"):
            archive_record(record=cast.organisations[each["short"]], actor=actor)


def _relationships(told: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield one relationship for each organisation that stands before it."""
    for each in told:
        sources = each["from"] if isinstance(each["from"], list) else [each["from"]]
        for source in sources:
            yield source, each


def _add_people(cast: Cast) -> None:
    told = read("people")
    for each in told["presenters"]:
        cast.presenters[each["key"]] = _add_person(
            cast,
            each["organisation"],
            name=each["name"],
            other_names=each.get("other_names", []),
            languages=each["languages"],
            protection=Protection.PUBLIC,
        )
    for number, organisation in told["participants"].items():
        cast.participants[number] = _add_person(
            cast,
            organisation,
            name=f"Participant {number:02d}",
            email=f"participant{number:02d}@example.org",
            languages=[LANGUAGES[number % len(LANGUAGES)]],
            protection=Protection.PROTECTED if number in told["protected"] else Protection.STANDARD,
            notes="Synthetic: stands for somebody whom the report does not name.",
        )
    for each in told["staff"]:
        cast.staff.append(_add_person(cast, each["organisation"], name=each["name"]))


def _add_person(cast: Cast, organisation: str, **values: Any) -> Person:
    actor = cast.accounts["administrator"]
    person = create_person(actor=actor, **values)
    add_affiliation(person=person, actor=actor, organisation=cast.organisations[organisation])
    return person
