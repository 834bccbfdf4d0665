"""Every setting, read from the environment; without any of it, a hall on a local network works."""

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import env

BASE_DIR = env.BASE
DATA_DIR = env.folder("TESSERA_DATA", BASE_DIR / "var")
KEYS_DIR = env.folder("TESSERA_KEYS", DATA_DIR / "keys", secret=True)  # the keys of secret ballots

DEBUG = env.flag("TESSERA_DEBUG")
SECRET_KEY = env.secret_key(DATA_DIR)
HTTPS = env.flag("TESSERA_HTTPS")  # off: a hall on its own network, without certificates
BEHIND_PROXY = env.flag("TESSERA_PROXY")  # on: believe X-Forwarded-Proto, because a proxy of ours sets it
LAN = not HTTPS and not os.environ.get("TESSERA_HOSTS")
# Without a list of names, config.hosts admits numeric addresses and local names only (no foreign name can rebind).
ALLOWED_HOSTS = ["*"] if LAN else env.words("TESSERA_HOSTS")

INSTALLED_APPS = [
    "config.apps.ProjectConfig",
    "deliberation",
    "monitoring",
    "proposals",
    "people",
    "realtime",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "rest_framework",
    "drf_spectacular",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.hosts.KnownHosts",
    "config.headers.Headers",
    "config.static.StaticFiles",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.headers.OneThread",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
REALTIME_ACTOR = "people.actors.actor_of"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "config.nav.nav",
            ],
        },
    },
]

DATABASES = {"default": env.database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = os.environ.get("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# Who logs in: by a code sent by e-mail; nobody opens an account alone.
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "begin"
ACCOUNT_ADAPTER = "people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds: mail can be slow in a hall
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code already proves the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # strangers' addresses get no mail from us
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# A whole hall shares one public address: the limit per address is wide, the one per e-mail is narrow.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "120/m/ip,5/m/key",
    "login": "240/m/ip",
    "login_failed": "120/m/ip,5/300s/key",
}

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 24 * 3600  # seconds
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600  # seconds
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(health|ready)/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = env.flag("TESSERA_HSTS_PRELOAD")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preloading is a promise for a whole domain: its owner's to make
X_FRAME_OPTIONS = "DENY"
# Browsers ignore it on plain HTTP and say so in the console of every page.
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin" if HTTPS else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # bytes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],  # covers WebSockets of the same host and port
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

LANGUAGE_CODE = "it"
LANGUAGES = [("it", _("Italian")), ("en", _("English")), ("ar", _("Arabic"))]
FORMAT_MODULE_PATH = ["config.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = os.environ.get("TESSERA_TIME_ZONE", "Europe/Rome")
USE_I18N = USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("TESSERA_STATIC_ROOT") or DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]  # ours; libraries bring theirs unused
PLAIN_STATIC = DEBUG or os.environ.get("TESSERA_STATIC") == "plain"  # files as they are, without a manifest
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if PLAIN_STATIC
        else "config.storage.HashedStorage"
    },
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = PLAIN_STATIC
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["config.api.EnforcedSession"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],  # rules are asked by run() alone
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Tessera",
    "DESCRIPTION": "Writes are commands, reads are resources. Every command is also a form and a socket message.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    # Two things have a direction: an indicator should grow or shrink, of an item more or less is better.
    "ENUM_NAME_OVERRIDES": {
        "IndicatorDirectionEnum": "proposals.models.Indicator.Direction",
        "ItemDirectionEnum": "monitoring.models.Item.Direction",
    },
}

SCHEDULER = os.environ.get("TESSERA_SCHEDULER", "") != "off"  # off: cron calls `manage.py tick`
METRICS_TOKEN = os.environ.get("TESSERA_METRICS_TOKEN", "")
METRICS_LOCAL = os.environ.get("TESSERA_METRICS", "") == "local"

DEFAULT_FROM_EMAIL = os.environ.get("TESSERA_MAIL_FROM", "tessera@localhost")
globals().update(env.mail())

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_queries": {"()": "config.logs.NoQueries"}},
    "formatters": {"quiet": {"()": "config.logs.QuietFormatter", "aloud": DEBUG}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "quiet", "filters": ["no_queries"]}},
    "root": {"handlers": ["console"], "level": os.environ.get("TESSERA_LOG_LEVEL", "WARNING")},
    "loggers": {
        # Django's own handlers would mail the whole request to the administrators: they are replaced by ours.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # uvicorn would write every address with what follows the question mark.
        "uvicorn": {"handlers": [], "propagate": True, "level": "WARNING"},
        "uvicorn.error": {"handlers": [], "propagate": True, "level": "WARNING"},
        "uvicorn.access": {"handlers": [], "propagate": False, "level": "CRITICAL"},
    },
}
