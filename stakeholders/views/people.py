"""Pages of people and of their places in organisations. Nobody but the team learns that there is such a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stakeholders.access import get_visible_or_404, require
from stakeholders.enums import Protection
from stakeholders.forms.registry import AffiliationForm, PersonForm
from stakeholders.languages import language_name
from stakeholders.lists import PersonList
from stakeholders.models import Affiliation, Organisation, Person
from stakeholders.panels import PERSON_PANELS
from stakeholders.selectors.registry import affiliations_of_person
from stakeholders.services.people import (
    add_affiliation,
    create_person,
    edit_affiliation,
    edit_person,
    remove_affiliation,
)
from stakeholders.services.registry import archive_record, restore_record, verify_record
from stakeholders.wording import PROTECTION_IN_WORDS

from .saving import form_page, saved

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from stakeholders.http import AuthedHttpRequest


@login_required
@require_safe
def person_list(request: AuthedHttpRequest) -> HttpResponseBase:
    """List people."""
    require(request.user, "stakeholders.view_registry")
    return PersonList(request, Person.objects.visible_to(request.user)).respond()


@login_required
@require_safe
def person_detail(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Show somebody: protection, facts, places, account, and what the apps higher up know."""
    person: Person = get_visible_or_404(Person.objects.select_related("user"), request.user, uuid=uuid)
    return render(
        request,
        "stakeholders/person_detail.html",
        {
            "person": person,
            "account": getattr(person, "user", None),
            "languages": [language_name(code) for code in person.languages],
            "protection_in_words": PROTECTION_IN_WORDS[Protection(person.protection)],
            "places": affiliations_of_person(person),
            "panels": PERSON_PANELS.load(request.user, person),
            "must_verify": person.verify_by is not None and person.verify_by <= timezone.localdate(),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_create(request: AuthedHttpRequest) -> HttpResponse:
    """Add somebody; who looks like somebody else is asked about first."""
    require(request.user, "stakeholders.edit_registry")
    form = PersonForm(request.POST or None)
    if request.method == "POST" and (made := saved(form, create_person, actor=request.user)):
        messages.success(request, _("%(name)s is in the registry.") % {"name": made.name})
        return redirect("stakeholders:person_detail", made.uuid)
    return form_page(request, "stakeholders/person_form.html", form, person=None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Edit somebody's record."""
    person: Person = get_visible_or_404(Person.objects, request.user, uuid=uuid)
    require(request.user, "stakeholders.edit_registry", person)
    form = PersonForm(request.POST or None, instance=Person.objects.get(pk=person.pk))
    if request.method == "POST" and saved(form, edit_person, person=person, actor=request.user):
        messages.success(request, _("The changes are saved."))
        return redirect("stakeholders:person_detail", uuid)
    return form_page(request, "stakeholders/person_form.html", form, person=person)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_archive(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Ask, then put somebody's record away."""
    person: Person = get_visible_or_404(Person.objects, request.user, uuid=uuid)
    require(request.user, "stakeholders.edit_registry", person)
    if request.method == "POST":
        archive_record(record=person, actor=request.user)
        messages.success(request, _("%(name)s is archived.") % {"name": person.name})
        return redirect("stakeholders:person_detail", uuid)
    return render(request, "stakeholders/record_archive.html", {"record": person, "cancel_url": "../"})


@login_required
@require_POST
def person_restore(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Take an archived record back."""
    person: Person = get_visible_or_404(Person.objects, request.user, uuid=uuid)
    require(request.user, "stakeholders.edit_registry", person)
    restore_record(record=person, actor=request.user)
    messages.success(request, _("%(name)s is back on the list.") % {"name": person.name})
    return redirect("stakeholders:person_detail", uuid)


@login_required
@require_POST
def person_verify(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Note that the record was checked today."""
    person: Person = get_visible_or_404(Person.objects, request.user, uuid=uuid)
    require(request.user, "stakeholders.edit_registry", person)
    verify_record(record=person, actor=request.user)
    messages.success(request, _("Noted: checked today and found right."))
    return redirect("stakeholders:person_detail", uuid)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def affiliation_create(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Note a place in an organisation; ``?organisation=slug`` chooses it beforehand."""
    person: Person = get_visible_or_404(Person.objects, request.user, uuid=uuid)
    require(request.user, "stakeholders.edit_registry", person)
    chosen = Organisation.objects.filter(slug=request.GET.get("organisation", "")).first()
    form = AffiliationForm(request.POST or None, initial={"organisation": chosen})
    if request.method == "POST" and saved(form, add_affiliation, person=person, actor=request.user):
        messages.success(request, _("The affiliation is noted."))
        return redirect("stakeholders:person_detail", uuid)
    return form_page(request, "stakeholders/affiliation_form.html", form, person=person, affiliation=None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def affiliation_edit(request: AuthedHttpRequest, uuid: UUID, affiliation: UUID) -> HttpResponse:
    """Edit a place in an organisation, or end it."""
    person: Person = get_visible_or_404(Person.objects, request.user, uuid=uuid)
    require(request.user, "stakeholders.edit_registry", person)
    held = _affiliation_or_404(request, person, affiliation)
    form = AffiliationForm(request.POST or None, instance=held)
    if request.method == "POST" and saved(form, edit_affiliation, affiliation=held, actor=request.user):
        messages.success(request, _("The changes are saved."))
        return redirect("stakeholders:person_detail", uuid)
    return form_page(request, "stakeholders/affiliation_form.html", form, person=person, affiliation=held)


@login_required
@require_POST
def affiliation_remove(request: AuthedHttpRequest, uuid: UUID, affiliation: UUID) -> HttpResponse:
    """Take back a place that was noted by mistake."""
    person: Person = get_visible_or_404(Person.objects, request.user, uuid=uuid)
    require(request.user, "stakeholders.edit_registry", person)
    remove_affiliation(affiliation=_affiliation_or_404(request, person, affiliation), actor=request.user)
    messages.success(request, _("The affiliation is removed."))
    return redirect("stakeholders:person_detail", uuid)


def _affiliation_or_404(request: AuthedHttpRequest, person: Person, uuid: UUID) -> Affiliation:
    affiliations = Affiliation.objects.select_related("person", "organisation")
    return get_visible_or_404(affiliations, request.user, uuid=uuid, person=person)
