"""The routes of the site, a line for each room of pages."""

from django.urls import include, path
from django.views.i18n import set_language

# The order of the year; a room's own urls.py names its routes.
ROOMS = (
    "desk",
    "accounts",
    "registry",
    "intake",
    "eligibility",
    "movements",
    "covenants",
    "indicators",
    "scoring",
    "blocks",
    "nominations",
    "councils",
    "initiatives",
    "decisions",
    "awarding",
    "ledger",
    "publishing",
    "portal",
    "audit",
)

urlpatterns = [
    path("ngon-ngu/", set_language, name="set_language"),
    *(path("", include(f"vinhdanh.pages.{room}.urls")) for room in ROOMS),
]

handler403 = "vinhdanh.pages.shell.views.forbidden"
handler404 = "vinhdanh.pages.shell.views.not_found"
handler500 = "vinhdanh.pages.shell.views.broken"
