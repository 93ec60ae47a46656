"""Addresses of the registry, of accounts, of the audit trail and of the outbox."""

from django.urls import include, path

from .views import accounts, organisations, outbox, people, relationships, sectors
from .views.audit import audit_list
from .views.profile import profile
from .views.suggestions import suggestions

app_name = "stakeholders"

_organisation = [
    path("", organisations.organisation_detail, name="organisation_detail"),
    path("edit/", organisations.organisation_edit, name="organisation_edit"),
    path("archive/", organisations.organisation_archive, name="organisation_archive"),
    path("restore/", organisations.organisation_restore, name="organisation_restore"),
    path("verify/", organisations.organisation_verify, name="organisation_verify"),
]
_person = [
    path("", people.person_detail, name="person_detail"),
    path("edit/", people.person_edit, name="person_edit"),
    path("archive/", people.person_archive, name="person_archive"),
    path("restore/", people.person_restore, name="person_restore"),
    path("verify/", people.person_verify, name="person_verify"),
    path("affiliations/new/", people.affiliation_create, name="affiliation_create"),
    path("affiliations/<uuid:affiliation>/edit/", people.affiliation_edit, name="affiliation_edit"),
    path("affiliations/<uuid:affiliation>/remove/", people.affiliation_remove, name="affiliation_remove"),
]
_sector = [
    path("edit/", sectors.sector_edit, name="sector_edit"),
    path("archive/", sectors.sector_archive, name="sector_archive"),
    path("restore/", sectors.sector_restore, name="sector_restore"),
]
_relationship = [
    path("edit/", relationships.relationship_edit, name="relationship_edit"),
    path("remove/", relationships.relationship_remove, name="relationship_remove"),
]
_account = [
    path("", accounts.account_detail, name="account_detail"),
    path("invite-again/", accounts.account_invite_again, name="account_invite_again"),
    path("revoke/", accounts.account_revoke, name="account_revoke"),
    path("deactivate/", accounts.account_deactivate, name="account_deactivate"),
    path("reactivate/", accounts.account_reactivate, name="account_reactivate"),
]

urlpatterns = [
    path("profile/", profile, name="profile"),
    path("organisations/", organisations.organisation_list, name="organisation_list"),
    path("organisations/new/", organisations.organisation_create, name="organisation_create"),
    path("organisations/<slug:slug>/", include(_organisation)),
    path("people/", people.person_list, name="person_list"),
    path("people/new/", people.person_create, name="person_create"),
    path("people/<uuid:uuid>/", include(_person)),
    path("sectors/", sectors.sector_list, name="sector_list"),
    path("sectors/new/", sectors.sector_create, name="sector_create"),
    path("sectors/<slug:slug>/", include(_sector)),
    path("relationships/", relationships.relationship_list, name="relationship_list"),
    path("relationships/new/", relationships.relationship_create, name="relationship_create"),
    path("relationships/<uuid:uuid>/", include(_relationship)),
    path("outbox/", outbox.message_list, name="message_list"),
    path("outbox/<uuid:uuid>/", outbox.message_detail, name="message_detail"),
    path("outbox/<uuid:uuid>/again/", outbox.message_resend, name="message_resend"),
    path("administration/accounts/", accounts.account_list, name="account_list"),
    path("administration/accounts/invite/", accounts.account_invite, name="account_invite"),
    path("administration/accounts/<uuid:uuid>/", include(_account)),
    path("administration/audit/", audit_list, name="audit_list"),
    path("welcome/<str:token>/", accounts.invitation_accept, name="invitation_accept"),
    path("registry/suggestions/<slug:key>/", suggestions, name="suggestions"),
]
