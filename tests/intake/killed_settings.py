"""The site's own settings on an SQLite file, tables made without migrations."""

import os

os.environ.pop("DATABASE_URL", None)
os.environ.setdefault("VINHDANH_SECRET_KEY", "tests-only")

from vinhdanh.config.settings import *  # noqa: F403
from vinhdanh.config.settings import INSTALLED_APPS

MIGRATION_MODULES = {name.rpartition(".")[2]: None for name in INSTALLED_APPS}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
VINHDANH_SHEETS_APART = False
