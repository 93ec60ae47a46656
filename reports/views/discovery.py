"""How reports are found and followed: a feed, a map of the site, and what robots are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.contrib.syndication.views import Feed
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from recommendations.models import Recommendation
from reports.metadata import permanent_address
from reports.selectors import newest_versions, public_reports

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from reports.selectors import FeedEntry, PublicReport

ROBOTS = """\
User-agent: *
Disallow: /
Disallow: /reports/manage/
Disallow: /reports/subscribe/
Allow: /$
Allow: /reports/
Allow: /tracker/
Allow: /static/

Sitemap: {sitemap}
"""


class ReportFeed(Feed["FeedEntry", None]):
    """The newest versions of public reports, corrections included."""

    feed_type = Atom1Feed

    def title(self) -> str:
        """Name the feed."""
        return _("Reports of %(site)s") % {"site": settings.SITE_NAME}

    def subtitle(self) -> str:
        """Say what is in it."""
        return _("New reports and corrections.")

    def link(self) -> str:
        """Point to the list of reports."""
        return f"{settings.SITE_URL}{reverse('reports:publication_list')}"

    def items(self) -> list[FeedEntry]:
        """Return the newest versions."""
        return newest_versions()

    def item_title(self, item: FeedEntry) -> str:
        """Return the title as it was published, with the version of a correction."""
        return f"{item.title} ({item.version_label} {item.number})" if item.number > 1 else item.title

    def item_description(self, item: FeedEntry) -> str:
        """Return what a correction changes, else how the report begins."""
        return item.change_note or item.lead

    def item_link(self, item: FeedEntry) -> str:
        """Return the permanent address; it is the entry's identifier as well."""
        return permanent_address(item.slug, item.number)

    def item_author_name(self, item: FeedEntry) -> str:
        """Return the institute."""
        return item.host

    def item_pubdate(self, item: FeedEntry) -> datetime:
        """Return when it opened to the public."""
        return item.opens_at

    def item_updateddate(self, item: FeedEntry) -> datetime:
        """Return the same: a version never changes."""
        return item.opens_at


class OurSitemap(Sitemap):  # type: ignore[type-arg]  # not generic when it runs
    """A map whose addresses are those that pages call canonical."""

    def get_domain(self, site: object = None) -> str:  # noqa: ARG002 - Django's signature
        """Return the host of the site."""
        return str(urlsplit(settings.SITE_URL).netloc)

    def get_protocol(self, protocol: str | None = None) -> str:  # noqa: ARG002 - Django's signature
        """Return how the site is reached."""
        return str(urlsplit(settings.SITE_URL).scheme)


class PageMap(OurSitemap):
    """The pages that are always there."""

    def items(self) -> list[str]:
        """Return their names."""
        return [
            "home:home",
            "reports:publication_list",
            "reports:fingerprint_check",
            "recommendations:tracker",
        ]

    def location(self, item: str) -> str:
        """Return the address."""
        return reverse(item)


class ReportMap(OurSitemap):
    """The reports that anybody may read."""

    def items(self) -> list[PublicReport]:
        """Return them."""
        return public_reports()

    def location(self, item: PublicReport) -> str:
        """Return the address of the latest version."""
        return reverse("reports:publication_detail", args=[item.slug])

    def lastmod(self, item: PublicReport) -> datetime:
        """Return when the latest version opened."""
        return item.opens_at


class RecommendationMap(OurSitemap):
    """The recommendations that anybody may read."""

    def items(self) -> list[object]:
        """Return their identifiers."""
        published = Recommendation.objects.published().order_by("-public_from", "pk")
        return [*published.values_list("uuid", flat=True)]

    def location(self, item: object) -> str:
        """Return the address."""
        return reverse("recommendations:tracker_detail", args=[item])


@require_safe
def publication_feed(request: HttpRequest) -> HttpResponse:
    """Send the feed."""
    response: HttpResponse = ReportFeed()(request)
    return response


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Send the map of what anybody may read."""
    maps: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {
        "pages": PageMap,
        "reports": ReportMap,
        "recommendations": RecommendationMap,
    }
    return sitemap(request, sitemaps=maps)


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Tell robots where they may go: to what is published and nowhere else."""
    text = ROBOTS.format(sitemap=settings.SITE_URL + reverse("reports:site_map"))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
