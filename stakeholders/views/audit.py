"""The audit trail, for administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.views.decorators.http import require_safe

from stakeholders.access import require
from stakeholders.lists import AuditList
from stakeholders.selectors.audit import audit_entries

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from stakeholders.http import AuthedHttpRequest


@login_required
@require_safe
def audit_list(request: AuthedHttpRequest) -> HttpResponseBase:
    """Show who did what, when."""
    require(request.user, "stakeholders.view_audit")
    return AuditList(request, audit_entries()).respond()
