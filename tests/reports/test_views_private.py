"""Reports that are for participants: by their account, and by the private link of those who have none."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dialogues.links import participation_token, private_path
from dialogues.models import Participation
from reports.enums import Readers
from reports.models import Publication
from reports.services import publish_report, withdraw_report
from stakeholders.models import User
from tests.factories import ParticipationFactory
from tests.reports.factories import Reported

SignIn = Callable[[User], Client]
SLUG = "the-future-of-networks"


@pytest.fixture
def published(held: Reported) -> Publication:
    return publish_report(report=held.report(), actor=held.coordinator, readers=Readers.PARTICIPANTS)


def addresses(held: Participation) -> list[str]:
    base = f"{private_path(held)}reports/{SLUG}/"
    return [base, f"{base}v/1/", f"{base}v/1.pdf", f"{base}v/1.docx"]


def test_whoever_took_part_reads_it_by_their_link(
    held: Reported, published: Publication, client: Client
) -> None:
    own = client.get(private_path(held.silent)).text
    assert f'href="{addresses(held.silent)[0]}"' in own
    answers = [client.get(url) for url in addresses(held.silent)]
    assert {answer.status_code for answer in answers} == {200}
    assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}
    page = answers[0].text
    assert "For those who took part, and the team" in page
    assert f'href="{addresses(held.silent)[2]}"' in page
    assert f'href="{addresses(held.silent)[1]}"' in page
    assert client.get(f"/reports/{SLUG}/").status_code == 404


def test_by_their_account_as_well(held: Reported, published: Publication, sign_in: SignIn) -> None:
    client = sign_in(held.participant)
    assert f'href="/reports/{SLUG}/"' in client.get(f"/meetings/{held.silent.uuid}/").text
    assert client.get(f"/reports/{SLUG}/").status_code == 200
    assert sign_in(held.outsider).get(f"/reports/{SLUG}/").status_code == 404


def test_an_invitation_alone_gives_nothing_to_read(
    held: Reported, published: Publication, client: Client
) -> None:
    absent = ParticipationFactory(meeting=held.meeting, attended=False)
    elsewhere = ParticipationFactory(attended=True)
    for one in (absent, elsewhere):
        assert {client.get(url).status_code for url in addresses(one)} == {404}
        assert "The future of networks</a>" not in client.get(private_path(one)).text
    assert client.get(f"/i/forged/reports/{SLUG}/").status_code == 410


@pytest.mark.parametrize("how", [{"readers": Readers.TEAM}, {"opens_at": timezone.now() + timedelta(days=9)}])
def test_what_is_not_open_to_them_is_not_there(
    held: Reported, client: Client, how: dict[str, object]
) -> None:
    publish_report(report=held.report(), actor=held.coordinator, **how)  # type: ignore[arg-type]
    assert {client.get(url).status_code for url in addresses(held.silent)} == {404}
    assert "The report" not in client.get(private_path(held.silent)).text


def test_a_public_report_is_linked_at_its_public_address(held: Reported, client: Client) -> None:
    publication = publish_report(report=held.report(), actor=held.coordinator)
    assert f'href="/reports/{SLUG}/"' in client.get(private_path(held.silent)).text
    withdraw_report(report=publication.report, note="A mistake.", actor=held.coordinator)
    assert {client.get(url).status_code for url in addresses(held.silent)} == {404}
    assert participation_token(held.silent) not in client.get(f"/reports/{SLUG}/").text


def test_private_pages_are_only_read(held: Reported, published: Publication, client: Client) -> None:
    assert {client.post(url).status_code for url in addresses(held.silent)} == {405}
