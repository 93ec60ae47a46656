"""Who may see the network: who met whom is a disclosure, so organisation-level views are for the team."""

import rules

from stakeholders.rules import works_for_institute

rules.add_perm("network.view_network", works_for_institute)
rules.add_perm("network.export_network", works_for_institute)
