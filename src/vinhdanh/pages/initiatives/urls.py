from django.urls import path

from vinhdanh.pages.initiatives import deeds, views

urlpatterns = [
    path("sang-kien/", views.initiatives, name="initiative-list"),
    path("sang-kien/moi/", views.new_initiative, name="initiative-new"),
    path("sang-kien/<uuid:public_id>/", views.initiative, name="initiative"),
    path(
        "sang-kien/<uuid:public_id>/sua/",
        views.amend_initiative,
        name="initiative-amend",
    ),
    path(
        "sang-kien/<uuid:public_id>/y-kien/", deeds.appraise, name="initiative-appraise"
    ),
    path("sang-kien/<uuid:public_id>/bieu-quyet/", deeds.vote, name="initiative-vote"),
    path(
        "sang-kien/<uuid:public_id>/cong-nhan/",
        deeds.recognise,
        name="initiative-recognise",
    ),
    path(
        "sang-kien/<uuid:public_id>/<str:deed>/",
        deeds.with_reason,
        name="initiative-do",
    ),
    path("hoi-dong/<uuid:public_id>/quy-che/", deeds.voting_rule, name="voting-rule"),
]
