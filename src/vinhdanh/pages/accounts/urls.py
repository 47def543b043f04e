"""Sign-in from allauth, by the pages this site has; accounts of an administrator.

Only these of allauth's pages: nobody signs up, and addresses are the
administrator's to keep.
"""

from allauth.account import views as sign_in
from django.urls import path, re_path

from vinhdanh.pages.accounts import views

urlpatterns = [
    path("bat-dau/", views.first_run, name="first-run"),
    path("dang-nhap/", sign_in.login, name="account_login"),
    path("dang-xuat/", sign_in.logout, name="account_logout"),
    path("dang-ky/", sign_in.signup, name="account_signup"),
    path("tai-khoan/ngung/", sign_in.account_inactive, name="account_inactive"),
    path(
        "tai-khoan/mat-khau/", sign_in.password_change, name="account_change_password"
    ),
    path("quen-mat-khau/", views.forgotten, name="account_reset_password"),
    path(
        "quen-mat-khau/da-gui/",
        sign_in.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^quen-mat-khau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "quen-mat-khau/xong/",
        sign_in.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("quan-tri/tai-khoan/", views.accounts, name="accounts"),
    path("quan-tri/tai-khoan/mo/", views.open_account, name="account-open"),
    path("quan-tri/tai-khoan/<str:username>/", views.account, name="account"),
    path(
        "quan-tri/tai-khoan/<str:username>/vai-tro/",
        views.give_role,
        name="account-role-give",
    ),
    path(
        "quan-tri/tai-khoan/<str:username>/vai-tro/<int:pk>/thoi/",
        views.end_role,
        name="account-role-end",
    ),
    path(
        "quan-tri/tai-khoan/<str:username>/nguoi/",
        views.link_person,
        name="account-link-person",
    ),
    path(
        "quan-tri/tai-khoan/<str:username>/mat-khau/",
        views.reset_password,
        name="account-password-reset",
    ),
]
