"""All settings. The environment decides between the embedded set-up (the default) and the grown one (DESIGN.md section 8).

Every variable is named ``MAJLIS_…`` and explained in ``docs/operations.md``.
"""

from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path

import django_stubs_ext
import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.state import make_private_folder, read_or_make_secret

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def refuse(message: str) -> None:
    """Stop before anything is served on settings that are not fit for production."""
    raise ImproperlyConfigured(message)


# --- where state lives ------------------------------------------------------------------------
VAR_DIR = make_private_folder(Path(env.str("MAJLIS_VAR_DIR", default=str(BASE_DIR / "var"))).resolve())
KEY_STORE_DIR = make_private_folder(Path(env.str("MAJLIS_KEY_STORE_DIR", default=str(VAR_DIR / "keys"))))
KEY_STORE_URL = env.str("MAJLIS_KEY_STORE_URL", default="")
MAIL_DIR = VAR_DIR / "mail"
REDIS_URL = env.str("MAJLIS_REDIS_URL", default="")

# --- mode and secrets -------------------------------------------------------------------------
PRODUCTION = env.bool("MAJLIS_PRODUCTION", default=False)
DEBUG = env.bool("MAJLIS_DEBUG", default=False)
SECRET_KEY = env.str("MAJLIS_SECRET_KEY", default="")
if PRODUCTION:
    if DEBUG:
        refuse("Production does not start with MAJLIS_DEBUG: error pages would show what they must not.")
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY.startswith("django-insecure-"):
        refuse("Production needs a MAJLIS_SECRET_KEY of its own: at least 50 random characters.")
elif not SECRET_KEY:
    SECRET_KEY = read_or_make_secret(VAR_DIR / "secret_key")
# Keys that signed private links still open: the one before, for as long as invitations of its time are to be answered.
SECRET_KEY_FALLBACKS = env.list("MAJLIS_SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("MAJLIS_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("MAJLIS_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("MAJLIS_SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
SITE_NAME = env.str("MAJLIS_SITE_NAME", default="Majlis")

# --- applications -----------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.contrib.admin",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "template_partials",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
    "stakeholders",
    "dialogues",
    "recommendations",
    "reports",
    "network",
    "home",
    "demo",
]

MIDDLEWARE = [
    "reports.middleware.published_pages",  # first, so that nothing else runs for a page that is kept as bytes
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.permissions_policy",
    "dialogues.middleware.no_accounts_in_the_room",  # before anything could read whose session it is
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "stakeholders.middleware.personal_preferences",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "home.context_processors.site",
            ],
        },
    }
]
FORMS_URLFIELD_ASSUME_HTTPS = True  # as from Django 6.0: an address without a scheme is https
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- data -------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("MAJLIS_DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'majlis.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = None
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue at BEGIN, instead of failing half-way when two that began by reading want to write. What is deleted or
    # reworded is overwritten at once: a stance that was taken back must not outlive the sealing in a free page.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; "
        "PRAGMA secure_delete=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    if env.bool("MAJLIS_PREPARED_STATEMENTS", default=True):
        # Only statements that ask for server-side binding are prepared: that which logs a point (decision 0082).
        DATABASES["default"].setdefault("OPTIONS", {})["prepare_threshold"] = 5
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "config.cache.SharedRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "majlis",
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# --- accounts ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "stakeholders.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:home"
LOGOUT_REDIRECT_URL = "home:home"

ACCOUNT_ADAPTER = "stakeholders.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"  # following the link of an invitation has verified it
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of a changed password, address or second step
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = None  # the sign-in form asks
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = (
    not PRODUCTION
)  # http://localhost is a safe place for a browser, and for us

SESSION_ENGINE = f"django.contrib.sessions.backends.{'cached_db' if REDIS_URL else 'db'}"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
SESSION_COOKIE_NAME = "__Host-majlis-session" if PRODUCTION else "majlis-session"
CSRF_COOKIE_NAME = "__Host-majlis-csrf" if PRODUCTION else "majlis-csrf"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# --- language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ar", _("Arabic")), ("fr", _("French")), ("sv", _("Swedish"))]
FORMAT_MODULE_PATH = "config.formats"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

# --- files that pages use ---------------------------------------------------------------------
# Hashed, compressed copies where collectstatic has run (make run, production); else straight from the sources.
COLLECTED_STATIC = env.bool("MAJLIS_COLLECTED_STATIC", default=PRODUCTION)
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.packages.PackageFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "config.packages.ModuleManifestStorage"
        if COLLECTED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not COLLECTED_STATIC
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "woff2", "png", "jpg", "webp", "gz", "br")
NODE_MODULES = BASE_DIR / "node_modules"
STATIC_PACKAGES = {
    "vendor/bootstrap": (
        "bootstrap/dist",
        [
            "css/bootstrap.min.css",
            "css/bootstrap.min.css.map",
            "css/bootstrap.rtl.min.css",
            "css/bootstrap.rtl.min.css.map",
        ],
    ),
    "vendor/prosemirror": (".bundles", ["prosemirror.js"]),  # made by config/install.sh (decision 0116)
    "vendor/prosemirror-view": ("prosemirror-view/style", ["prosemirror.css"]),
    "vendor/htmx": ("htmx.org/dist", ["htmx.min.js"]),
    "vendor/ibm-plex-sans": (
        "@fontsource/ibm-plex-sans",
        [
            f"files/ibm-plex-sans-{script}-{style}.woff2"
            for script in ("latin", "latin-ext")
            for style in ("400-normal", "400-italic", "600-normal")
        ],
    ),
    "vendor/ibm-plex-sans-arabic": (
        "@fontsource/ibm-plex-sans-arabic",
        [f"files/ibm-plex-sans-arabic-arabic-{weight}-normal.woff2" for weight in (400, 600)],
    ),
}

# --- mail -------------------------------------------------------------------------------------
# Without a server, mail becomes files that the embedded mailbox page shows.
EMAIL_URL = env.str("MAJLIS_EMAIL_URL", default="")
MAILBOX_ENABLED = not (EMAIL_URL or PRODUCTION)
if EMAIL_URL:
    _mail = env.email_url("MAJLIS_EMAIL_URL")
    EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
    EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
    EMAIL_TIMEOUT = 20
elif PRODUCTION:
    refuse("Production needs MAJLIS_EMAIL_URL, for example smtp+tls://user:password@mail.example.org:587.")
else:
    EMAIL_BACKEND = "home.mailbox.MailboxBackend"
DEFAULT_FROM_EMAIL = env.str("MAJLIS_FROM_EMAIL", default=f"{SITE_NAME} <majlis@localhost>")
# Where calendars send their answers: an address of each invitation, and no person's.
REPLY_DOMAIN = env.str("MAJLIS_REPLY_DOMAIN", default=parseaddr(DEFAULT_FROM_EMAIL)[1].rpartition("@")[2])

# --- tasks ------------------------------------------------------------------------------------
QUEUE_DIR = VAR_DIR / "queue"
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {"global_keyprefix": "majlis-queue:"}
else:
    for _folder in ("messages", "control"):
        make_private_folder(QUEUE_DIR / _folder)
    CELERY_BROKER_URL = "filesystem://localhost"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE_DIR / "messages"),
        "data_folder_out": str(QUEUE_DIR / "messages"),
        "control_folder": str(QUEUE_DIR / "control"),
        "polling_interval": 0.25,  # seconds
    }
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True  # what a task leaves behind is in the database
CELERY_TASK_ACKS_LATE = True  # a task whose worker died runs again: every service may be called twice
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_DEFAULT_QUEUE = "majlis"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
HEARTBEAT_SECONDS = 10
CELERY_BEAT_SCHEDULE = {
    "worker-heartbeat": {
        "task": "home.tasks.record_heartbeat_task",
        "schedule": HEARTBEAT_SECONDS,
        "options": {"expires": 3 * HEARTBEAT_SECONDS},
    },
    "deliver-due-messages": {
        "task": "stakeholders.tasks.deliver_due_messages_task",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "scrub-what-waits": {
        "task": "dialogues.tasks.scrub_what_waits_task",
        "schedule": timedelta(minutes=5),
        "options": {"expires": 300},
    },
    "tend-reviews": {
        "task": "reports.tasks.tend_reviews_task",
        "schedule": timedelta(minutes=10),
        "options": {"expires": 600},
    },
    "reread-embargoes": {
        "task": "reports.tasks.reread_embargoes_task",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "announce-reports": {
        "task": "reports.tasks.announce_due_publications_task",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "forget-unconfirmed-subscriptions": {
        "task": "reports.tasks.forget_unconfirmed_task",
        "schedule": timedelta(days=1),
    },
    "clear-expired-sessions": {
        "task": "home.tasks.clear_expired_sessions_task",
        "schedule": timedelta(days=1),
    },
}

# --- what a browser may do --------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked by the machine itself
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
BEHIND_PROXY = env.bool("MAJLIS_BEHIND_PROXY", default=PRODUCTION)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# --- logs -------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"redact": {"()": "config.logs.RedactAddresses"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["redact"]},
    },
    "root": {"handlers": ["console"], "level": env.str("MAJLIS_LOG_LEVEL", default="INFO")},
    "loggers": {
        # Without this Django would mail tracebacks, and runserver print addresses, past the filter above.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        # A line when a task comes and one when it is done say the same twice.
        "celery.worker.strategy": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}
