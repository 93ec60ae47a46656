"""The guard against undefined template variables works: a test of the tests."""

import pytest
from django.conf import settings
from django.template import Context, engines
from django.template.base import Origin, Template

OURS = str(settings.BASE_DIR / "templates" / "page.html")


def render(source, name=OURS, **context):
    engine = engines["django"].engine
    return Template(source, origin=Origin(name), engine=engine).render(Context(context))


def test_a_variable_of_ours_that_is_not_there_fails():
    with pytest.raises(AssertionError, match=r"“visitor\.name” in page\.html"):
        render("Hello {{ visitor.name }}")


@pytest.mark.parametrize(
    "source",
    [
        "{{ missing|default:'-' }}",
        "{% with name=missing %}{{ name }}{% endwith %}",
        "{% load i18n %}{% blocktranslate %}Hello {{ missing }}{% endblocktranslate %}",
    ],
)
def test_also_through_filters_and_tags(source):
    with pytest.raises(AssertionError):
        render(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% if missing %}yes{% else %}no{% endif %}", "no"),
        ("{% for one in missing %}x{% empty %}none{% endfor %}", "none"),
        ("{{ there }}", ""),
    ],
)
def test_asking_whether_something_is_there_is_allowed(source, expected):
    assert render(source, there="") == expected


def test_templates_of_libraries_may_rely_on_silence():
    assert render("[{{ missing }}]", name="/elsewhere/templates/admin/base.html") == "[]"
