"""What no template and no style sheet may hold, and what each must point to rightly."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import engines

from home.icons import icon_names
from stakeholders.templatetags.majlis import RULE_ICONS, STATUS_ICONS

ROOT = Path(settings.BASE_DIR)
PAGES = sorted((ROOT / "templates").rglob("*.html"))
MAILS = {
    page for page in PAGES if "mail" in page.relative_to(ROOT / "templates").parts or "email" in page.parts
}
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))
OURS = ("home", "stakeholders", "dialogues", "recommendations", "reports", "network", "demo")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def text_of(path: Path) -> str:
    return re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", path.read_text(), flags=re.DOTALL)


@pytest.mark.parametrize("page", [page for page in PAGES if page not in MAILS], ids=named)
def test_pages_hold_no_inline_script_or_style(page: Path) -> None:
    text = text_of(page)
    assert re.findall(r"\sstyle\s*=\s*[\"']", text) == []
    assert re.findall(r"\son[a-z]+\s*=\s*[\"']", text) == []
    assert re.findall(r"\shx-on[\w:-]*\s*=", text) == []
    assert re.findall(r"<style\b", text) == []
    assert re.findall(r"javascript:", text, re.IGNORECASE) == []
    scripts = re.findall(r"<script\b([^>]*)>", text)
    # Elements of these types hold data and are never run, whatever the policy says (decisions 0010 and 0111).
    data = re.compile(r'\stype="application/(?:ld\+)?json"')
    assert [script for script in scripts if " src=" not in script and not data.search(script)] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_templates_compile(page: Path) -> None:
    engines["django"].get_template(str(page.relative_to(ROOT / "templates")))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_pages_load_nothing_from_elsewhere(page: Path) -> None:
    assert re.findall(r"(?:src|srcset)=\"https?:", text_of(page)) == []
    assert re.findall(r"<link\b[^>]*href=\"https?:", text_of(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_icons_are_in_the_sprite(page: Path) -> None:
    used = set(re.findall(r"{%\s*icon\s+\"([\w-]+)\"", text_of(page)))
    used |= set(re.findall(r"empty_state\.html\"[^%]*\bicon=\"([\w-]+)\"", text_of(page)))
    assert used - set(icon_names()) == set()


def test_icons_of_badges_and_menus_are_in_the_sprite() -> None:
    menus = set(
        re.findall(
            r"_(?:link|menu)\(\s*_\(\"[^\"]+\"\),\s*\"([\w-]+)\"", (ROOT / "home/navigation.py").read_text()
        )
    )
    assert len(menus) > 8
    assert (menus | set(RULE_ICONS.values()) | set(STATUS_ICONS.values())) - set(icon_names()) == set()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_static_files_exist(page: Path) -> None:
    for name in re.findall(r"{%\s*static\s+[\"']([^\"']+)[\"']", text_of(page)):
        assert finders.find(name), name


@pytest.mark.parametrize("sheet", STYLES, ids=named)
def test_styles_point_to_files_of_ours(sheet: Path) -> None:
    text = sheet.read_text()
    assert (
        re.findall(r"@import|https?:", re.sub(r"/\*.*?\*/|\[href\^=\"http\"\]", "", text, flags=re.DOTALL))
        == []
    )
    for address in re.findall(r"url\(\"([^\"]+)\"\)", text):
        if not address.startswith("data:"):
            assert finders.find(address.removeprefix("../")), address


@pytest.mark.parametrize("sheet", STYLES, ids=named)
def test_styles_work_in_both_directions(sheet: Path) -> None:
    """Sides are named start and end; left and right stand only in rules for one direction."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    rules = re.findall(r"([^{}]+){([^{}]*)}", text)
    one_sided = re.compile(
        r"\b(?:margin|padding|border)-(?:left|right)\b|^\s*(?:left|right)\s*:|(?:text-align|float)\s*:\s*(?:left|right)",
        re.MULTILINE,
    )
    assert [
        selector.strip() for selector, body in rules if one_sided.search(body) and "[dir=" not in selector
    ] == []


@pytest.mark.parametrize("sheet", STYLES, ids=named)
def test_colours_are_tokens(sheet: Path) -> None:
    """A colour that is written out belongs into tokens.css, or one day it is forgotten."""
    if sheet.name in {
        "tokens.css",
        "print.css",
        "network.css",
        "report-dark.css",
    }:  # the tokens; ink on paper; Okabe and Ito's sectors; the tokens by night
        return
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    allowed = {"#ffffff", "#7d2118"}  # a QR code's ground; a pressed button that deletes
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", text)) - allowed == set()
