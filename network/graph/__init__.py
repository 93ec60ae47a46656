"""Graph measures on plain ids and edges.

Nothing in this package imports Django: it takes numbers and returns numbers, so that it can be tested by hand-computed
examples and run in a worker or a notebook alike. The sources of the formulas are in each docstring.
"""

from network.graph.layout import Point2D, place_nodes
from network.graph.measures import Brokerage, brokerage, burt_constraint, freeman_betweenness
from network.graph.silos import SiloOpenness, ei_index, silo_openness, strangers
from network.graph.ties import Pair, Tie, co_attendance, merge_ties, pair

__all__ = [
    "Brokerage",
    "Pair",
    "Point2D",
    "SiloOpenness",
    "Tie",
    "brokerage",
    "burt_constraint",
    "co_attendance",
    "ei_index",
    "freeman_betweenness",
    "merge_ties",
    "pair",
    "place_nodes",
    "silo_openness",
    "strangers",
]
