"""Reads of the network, for the team."""

from network.selectors.overview import (
    Network,
    OrganisationNode,
    SectorRow,
    TieRow,
    network_for_team,
    untied_organisations,
)
from network.selectors.records import NetworkQuery, records_for_team

__all__ = [
    "Network",
    "NetworkQuery",
    "OrganisationNode",
    "SectorRow",
    "TieRow",
    "network_for_team",
    "records_for_team",
    "untied_organisations",
]
