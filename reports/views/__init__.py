"""Pages of reports: the team's and the public's."""
