"""The site's own settings, made quick for tests."""

import os
import tempfile

os.environ.setdefault("VINHDANH_VAR", tempfile.mkdtemp(prefix="vinhdanh-tests-"))
os.environ.setdefault("VINHDANH_SECRET_KEY", "tests-only")

from vinhdanh.config.settings import *  # noqa: F403
from vinhdanh.config.settings import DATABASES, STATIC_ROOT, STORAGES

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["NAME"] = ":memory:"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = STORAGES | {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
# WhiteNoise warns of a folder that is not there, and warnings are errors here.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A process for each of a thousand sheets would cost minutes; test_apart tries it.
VINHDANH_SHEETS_APART = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
