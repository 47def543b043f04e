from django.urls import path

from vinhdanh.pages.indicators.views import (
    api,
    catalogue,
    grid,
    keys,
    one,
    targets,
    values,
)

urlpatterns = [
    path("chi-so/", catalogue.indicators, name="indicator-list"),
    path("chi-so/moi/", catalogue.new_indicator, name="indicator-new"),
    path("chi-so/thu-vien/", catalogue.take_from_library, name="indicator-library"),
    path("chi-so/bang/", grid.grid, name="indicator-grid"),
    path("chi-so/khoa/", keys.keys, name="indicator-keys"),
    path(
        "chi-so/khoa/<uuid:public_id>/thu-hoi/",
        keys.revoke,
        name="indicator-key-revoke",
    ),
    path("chi-so/so-lieu/<uuid:public_id>/", values.value, name="indicator-value"),
    path(
        "chi-so/so-lieu/<uuid:public_id>/tep/<uuid:file>/",
        values.evidence,
        name="indicator-evidence",
    ),
    path("chi-so/<uuid:public_id>/", one.indicator, name="indicator"),
    path(
        "chi-so/<uuid:public_id>/sua/",
        catalogue.change_indicator,
        name="indicator-change",
    ),
    path("chi-so/<uuid:public_id>/khoa-so/", one.lock, name="indicator-lock"),
    path(
        "phong-trao/<uuid:public_id>/tien-do/",
        targets.progress,
        name="movement-progress",
    ),
    path("api/so-lieu/", api.figures, name="indicator-api"),
]
