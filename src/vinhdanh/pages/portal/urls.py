"""What anybody may open without an account."""

from django.urls import path

from vinhdanh.pages.portal import views

urlpatterns = [
    path("cong-khai/", views.portal, name="portal"),
    path("cong-khai/<uuid:public_id>/", views.publication, name="publication"),
    path(
        "cong-khai/<uuid:public_id>/danh-sach.xlsx",
        views.awardees_sheet,
        name="publication-sheet",
    ),
    path("kiem-tra/", views.verify_text, name="verify-text"),
    path("x/<str:code>", views.verify, name="verify"),
    path("khoa-cong-khai.json", views.public_keys, name="public-keys"),
]
