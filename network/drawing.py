"""From a network to its drawing: what the template writes into the SVG, with the words that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.picture import HEIGHT, WIDTH, DrawnNode, DrawnTie, Labelled, Style, draw, outline, style_of

if TYPE_CHECKING:
    from network.selectors import Network, OrganisationNode, SectorRow

LEGEND_RADIUS = 8


@dataclass(frozen=True, slots=True)
class Figure:
    """A node of the drawing, the organisation behind it and what is said of it."""

    drawn: DrawnNode
    slug: str
    sentence: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A silo's name beside its colour and shape, and how many of its members are in the drawing."""

    name: str
    slug: str
    style: Style
    outline: str
    members: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture; ``left_out`` organisations are only in the table."""

    figures: tuple[Figure, ...]
    ties: tuple[DrawnTie, ...]
    legend: tuple[LegendEntry, ...]
    left_out: int
    width: int = WIDTH
    height: int = HEIGHT


def drawing_of(network: Network) -> Drawing:
    """Return the drawing of a network."""
    by_id = {node.pk: node for node in network.nodes}
    nodes, ties = draw(
        (
            Labelled(node.pk, node.short, node.position.contacts, node.sector.style if node.sector else None)
            for node in network.nodes
        ),
        network.measures.ties,
        network.places,
    )
    shown = [by_id[node.pk] for node in nodes]
    return Drawing(
        figures=tuple(Figure(node, by_id[node.pk].slug, _sentence(by_id[node.pk])) for node in nodes),
        ties=ties,
        legend=_legend(network.sectors, shown),
        left_out=len(network.nodes) - len(nodes),
    )


def _legend(sectors: tuple[SectorRow, ...], shown: list[OrganisationNode]) -> tuple[LegendEntry, ...]:
    entries = []
    for sector in sectors:
        members = sum(node.sector == sector for node in shown)
        if members:
            style = style_of(sector.style)
            entries.append(
                LegendEntry(sector.name, sector.slug, style, outline(style.shape, LEGEND_RADIUS), members)
            )
    without = sum(node.sector is None for node in shown)
    if without:
        style = style_of(None)
        entries.append(LegendEntry(_("No sector"), "", style, outline(style.shape, LEGEND_RADIUS), without))
    return tuple(entries)


def _sentence(node: OrganisationNode) -> str:
    """Say of an organisation what the picture shows of it."""
    contacts = ngettext("%(count)d contact", "%(count)d contacts", node.position.contacts) % {
        "count": node.position.contacts
    }
    name = node.name if node.name.startswith(node.short) else f"{node.short}, {node.name}"
    return _("%(name)s: %(sector)s, %(contacts)s, %(outside)d of them in other sectors") % {
        "name": name,
        "sector": node.sector.name if node.sector else _("No sector"),
        "contacts": contacts,
        "outside": node.position.outside,
    }
