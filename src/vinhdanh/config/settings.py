"""Settings, from the environment only; the defaults serve one office on SQLite."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from vinhdanh.config.places import (
    PACKAGE,
    samples_folder,
    secret_file,
    var_folder,
)


def flag(name: str, *, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0") in {"1", "true", "yes"}


VAR = var_folder()
VINHDANH_SAMPLES = samples_folder()
DEBUG = flag("VINHDANH_DEBUG")
SECRET_KEY = os.environ.get("VINHDANH_SECRET_KEY") or secret_file("secret.key")
ALLOWED_HOSTS = os.environ.get(
    "VINHDANH_ALLOWED_HOSTS",
    "127.0.0.1,localhost,[::1]",
).split(",")
CSRF_TRUSTED_ORIGINS = [
    origin
    for origin in os.environ.get("VINHDANH_TRUSTED_ORIGINS", "").split(",")
    if origin
]
# The address printed in QR codes; a certificate outlives every server.
VINHDANH_PUBLIC_URL = os.environ.get("VINHDANH_PUBLIC_URL", "http://127.0.0.1:8000")
VINHDANH_ISSUER = os.environ.get("VINHDANH_ISSUER", "vinhdanh")

INSTALLED_APPS = [
    "vinhdanh.config",
    "vinhdanh.base",
    "vinhdanh.registry",
    "vinhdanh.accounts",
    "vinhdanh.ledger",
    "vinhdanh.eligibility",
    "vinhdanh.movements",
    "vinhdanh.indicators",
    "vinhdanh.covenants",
    "vinhdanh.scoring",
    "vinhdanh.blocks",
    "vinhdanh.nominations",
    "vinhdanh.intake",
    "vinhdanh.councils",
    "vinhdanh.initiatives",
    "vinhdanh.decisions",
    "vinhdanh.awarding",
    "vinhdanh.publishing",
    "vinhdanh.pages",
    "vinhdanh.commands",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "vinhdanh.pages.shell.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "vinhdanh.pages.shell.middleware.YearMiddleware",
    "vinhdanh.pages.shell.middleware.RefusalMiddleware",
    "vinhdanh.pages.shell.middleware.FirstRunMiddleware",
    "vinhdanh.pages.shell.middleware.PasswordChangeMiddleware",
    "vinhdanh.pages.shell.sheets.SheetMiddleware",
]

ROOT_URLCONF = "vinhdanh.config.urls"
WSGI_APPLICATION = "vinhdanh.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted((PACKAGE / "pages").glob("*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vinhdanh.pages.shell.context.shell",
            ],
            "builtins": [
                "vinhdanh.pages.shell.templatetags.vinhdanh",
                "vinhdanh.pages.shell.templatetags.vinhdanh_forms",
                "vinhdanh.pages.audit.filters",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{VAR / 'vinhdanh.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    ),
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: writers queue up at BEGIN instead of failing in mid-transaction.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": (
            "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"
        ),
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "portal"
ACCOUNT_ADAPTER = "vinhdanh.pages.accounts.adapter.ClosedSignUpAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Vinh Danh: "
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_USER_DISPLAY = "vinhdanh.accounts.models.display_name"

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
HTTPS = flag("VINHDANH_HTTPS")
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Whether the other names under an office's domain are HTTPS is not ours to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
CSRF_FAILURE_VIEW = "vinhdanh.pages.shell.views.stale_form"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    },
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = ["vinhdanh.config.formats"]

STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("VINHDANH_STATIC", VAR / "static"))
STATICFILES_DIRS = [PACKAGE / "pages" / "shell" / "static"]
MEDIA_ROOT = Path(os.environ.get("VINHDANH_FILES", VAR / "files"))
# Private keys of certificates: files of their own, kept apart from the database.
VINHDANH_KEYS = Path(os.environ.get("VINHDANH_KEYS", VAR / "keys"))
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # Sent lists and evidence lie open: only the account of the service reads them.
        "OPTIONS": {
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = DEBUG
# How long a list may be; more rows ask for more of the worker's memory and time.
VINHDANH_SHEET_ROWS = min(int(os.environ.get("VINHDANH_SHEET_ROWS", "20000")), 120_000)
# A sheet is opened in a process of its own, bounded in memory and time.
VINHDANH_SHEETS_APART = flag("VINHDANH_SHEETS_APART", default=True)
# What one person may send in a day, and what a unit's files may take on the disk.
VINHDANH_FILES_A_DAY = int(os.environ.get("VINHDANH_FILES_A_DAY", "200"))
VINHDANH_UNIT_GIGABYTES = int(os.environ.get("VINHDANH_UNIT_GIGABYTES", "5"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

TASKS = {
    "default": {
        "BACKEND": os.environ.get(
            "VINHDANH_TASKS",
            "django_tasks_db.DatabaseBackend",
        ),
        "QUEUES": ["default"],
    },
}

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("VINHDANH_MAIL_HOST")
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_HOST = os.environ.get("VINHDANH_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("VINHDANH_MAIL_PORT", "25"))
DEFAULT_FROM_EMAIL = os.environ.get("VINHDANH_MAIL_FROM", "vinhdanh@localhost")
VINHDANH_HAS_MAIL = bool(EMAIL_HOST)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"vinhdanh": {"level": "INFO"}},
}
