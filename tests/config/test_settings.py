"""What the environment makes of the settings, each in a process of its own."""

import json
import os
import stat
import subprocess
import sys

import pytest
from django.conf import settings

SECRET = "k3Jd92mQzX7wLp0vRt5yHn8bGc4fSa6eUi1oTjWqMxZsDrVlBg"
PRODUCTION = {
    "MAJLIS_PRODUCTION": "1",
    "MAJLIS_SECRET_KEY": SECRET,
    "MAJLIS_EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
    "MAJLIS_ALLOWED_HOSTS": "majlis.example.org",
    "MAJLIS_SITE_URL": "https://majlis.example.org/",
}


@pytest.fixture
def python(tmp_path):
    def run(code, **environment):
        own = {key: value for key, value in os.environ.items() if not key.startswith("MAJLIS_")}
        return subprocess.run(
            [sys.executable, "-c", code],
            cwd=settings.BASE_DIR,
            env=own | {"MAJLIS_VAR_DIR": str(tmp_path / "var")} | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def show(*names):
    return f"import json; from config import settings; print(json.dumps([getattr(settings, n) for n in {names!r}], default=str))"


def test_embedded_defaults(python, tmp_path):
    done = python(
        show(
            "PRODUCTION",
            "DEBUG",
            "MAILBOX_ENABLED",
            "CELERY_BROKER_URL",
            "SESSION_ENGINE",
            "COLLECTED_STATIC",
        )
    )
    assert json.loads(done.stdout) == [
        False,
        False,
        True,
        "filesystem://localhost",
        "django.contrib.sessions.backends.db",
        False,
    ]
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in [tmp_path / "var", *(tmp_path / "var").iterdir()]
    }
    assert modes["var"] == modes["keys"] == 0o700
    assert modes["secret_key"] == 0o600


def test_the_secret_is_made_once_and_differs_between_installations(python, tmp_path):
    first, again = (python(show("SECRET_KEY")).stdout for _ in range(2))
    other = python(show("SECRET_KEY"), MAJLIS_VAR_DIR=str(tmp_path / "other")).stdout
    assert first == again
    assert len(json.loads(first)[0]) >= 50
    assert first != other


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"MAJLIS_SECRET_KEY": ""}, "MAJLIS_SECRET_KEY"),
        ({"MAJLIS_SECRET_KEY": "short"}, "MAJLIS_SECRET_KEY"),
        ({"MAJLIS_SECRET_KEY": "a" * 60}, "MAJLIS_SECRET_KEY"),
        ({"MAJLIS_SECRET_KEY": "django-insecure-" + SECRET}, "MAJLIS_SECRET_KEY"),
        ({"MAJLIS_DEBUG": "1"}, "MAJLIS_DEBUG"),
        ({"MAJLIS_EMAIL_URL": ""}, "MAJLIS_EMAIL_URL"),
    ],
)
def test_production_refuses(python, change, reason):
    done = python("import config.settings", **PRODUCTION | change)
    assert done.returncode != 0
    assert "ImproperlyConfigured: Production" in done.stderr
    assert reason in done.stderr


def test_production_does_not_take_the_embedded_secret(python):
    assert python("import config.settings").returncode == 0
    assert python("import config.settings", **PRODUCTION | {"MAJLIS_SECRET_KEY": ""}).returncode != 0


def test_production(python):
    done = python(
        show(
            "MAILBOX_ENABLED",
            "EMAIL_HOST",
            "EMAIL_PORT",
            "EMAIL_USE_TLS",
            "SESSION_COOKIE_NAME",
            "SESSION_COOKIE_SECURE",
            "CSRF_COOKIE_SECURE",
            "SECURE_SSL_REDIRECT",
            "SECURE_HSTS_SECONDS",
            "COLLECTED_STATIC",
            "SITE_URL",
        ),
        **PRODUCTION,
    )
    assert json.loads(done.stdout) == [
        False,
        "mail.example.org",
        587,
        True,
        "__Host-majlis-session",
        True,
        True,
        True,
        31_536_000,
        True,
        "https://majlis.example.org",
    ]


def test_grown(python):
    done = python(
        show("CELERY_BROKER_URL", "SESSION_ENGINE", "CACHES"),
        MAJLIS_REDIS_URL="redis://127.0.0.1:6379/3",
        MAJLIS_DATABASE_URL="postgres://majlis@127.0.0.1/majlis",
    )
    broker, sessions, caches = json.loads(done.stdout)
    assert broker == caches["default"]["LOCATION"] == "redis://127.0.0.1:6379/3"
    assert sessions == "django.contrib.sessions.backends.cached_db"


def test_deployment_checks_find_nothing(python):
    done = python(
        "import sys; from django.core.management import execute_from_command_line as run;"
        "run(['manage.py', 'check', '--deploy', '--fail-level', 'DEBUG'])",
        **PRODUCTION | {"DJANGO_SETTINGS_MODULE": "config.settings"},
    )
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), (
        done.stderr
    )
