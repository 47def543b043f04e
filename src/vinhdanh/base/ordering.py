"""Rows in the order in which they began, where a beginning may not be known.

What began nobody knows when began before what is known. Databases differ there unless
they are told: PostgreSQL would take an unknown day for the latest.
"""

from django.db.models import F

BY_BEGIN = (F("first_day").asc(nulls_first=True), "pk")
LATEST_FIRST = (F("first_day").desc(nulls_last=True), "-pk")
