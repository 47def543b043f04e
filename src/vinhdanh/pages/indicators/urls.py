from django.urls import path

from vinhdanh.pages.indicators import views

urlpatterns = [
    path("chi-so/", views.indicators, name="indicator-list"),
    path("chi-so/moi/", views.new_indicator, name="indicator-new"),
    path("chi-so/<uuid:public_id>/", views.indicator, name="indicator"),
    path(
        "chi-so/<uuid:public_id>/<int:year>/minh-chung/",
        views.evidence,
        name="indicator-evidence",
    ),
]
