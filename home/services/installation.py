"""Setting the site up."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from home.exceptions import AlreadyInstalledError
from home.models import Installation
from stakeholders.models import User
from stakeholders.services.audit import record_change


def install(*, name: str, email: str, password: str, language: str, time_zone: str) -> User:
    """Make the first administrator and return the account.

    Raises:
        AlreadyInstalledError: when there is an account, also when two people fill in the form at the same moment.

    """
    try:
        with transaction.atomic():
            Installation.objects.create(id=1)  # only one transaction can
            if User.objects.exists():
                raise AlreadyInstalledError(_("This site has been set up already."))
            user = User(
                name=name,
                email=email,
                language=language,
                time_zone=time_zone,
                is_team=True,
                is_staff=True,
                is_superuser=True,
            )
            user.set_password(password)
            user.full_clean()
            user.save()
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
            record_change(actor=user, verb="site.installed", target=user)
    except IntegrityError as error:
        raise AlreadyInstalledError(_("This site has been set up already.")) from error
    return user
