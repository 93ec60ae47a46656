"""The words of the drawing."""

from network.drawing import drawing_of
from network.selectors import NetworkQuery, network_for_team


def drawn(convener):
    return drawing_of(network_for_team(convener, NetworkQuery()))


def test_what_is_read_out_begins_with_what_is_seen(network, convener):
    network["Gamma"].short_name = "GMA"
    network["Gamma"].save()
    figures = {figure.drawn.label: figure.sentence for figure in drawn(convener).figures}

    assert figures["GMA"] == "GMA, Gamma: Migration, 3 contacts, 2 of them in other sectors"
    assert figures["Delta"] == "Delta: Migration, 1 contact, 0 of them in other sectors"
    assert all(sentence.startswith(label) for label, sentence in figures.items())


def test_the_legend_counts_who_is_drawn(network, convener):
    network["Beta"].primary_sector = None
    network["Beta"].save()

    assert [(entry.name, entry.members) for entry in drawn(convener).legend] == [
        ("Migration", 2),
        ("WPS", 1),
        ("No sector", 1),
    ]


def test_a_small_network_is_drawn_whole(network, convener):
    assert drawn(convener).left_out == 0
