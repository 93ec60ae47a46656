"""Every address of the site, app by app."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from home.views import choose_language

# The technical admin signs in where everybody does, so that a second factor cannot be walked around.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("home.urls")),
    path("", include("stakeholders.urls")),
    path("", include("dialogues.urls")),
    path("", include("recommendations.urls")),
    path("", include("reports.urls")),
    path("language/", choose_language, name="set_language"),
    path("accounts/", include("allauth.urls")),
    path("network/", include("network.urls")),
    path("technical/", admin.site.urls),
]
