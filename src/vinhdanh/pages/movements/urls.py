from django.urls import path

from vinhdanh.pages.movements.views import launching, registering

urlpatterns = [
    path("phong-trao/", launching.movements, name="movement-list"),
    path("phong-trao/moi/", launching.new_movement, name="movement-new"),
    path("phong-trao/<uuid:public_id>/", launching.movement, name="movement"),
    path(
        "phong-trao/<uuid:public_id>/sua/",
        launching.edit_movement,
        name="movement-edit",
    ),
    path("phong-trao/<uuid:public_id>/phat-dong/", launching.launch, name="launch"),
    path(
        "phong-trao/<uuid:public_id>/nam-sau/",
        launching.next_year,
        name="movement-next-year",
    ),
    path(
        "phong-trao/<uuid:public_id>/nhan-dang-ky/",
        launching.open_window,
        name="registration-window",
    ),
    path("dang-ky-danh-hieu/", registering.registrations, name="registration-list"),
    path(
        "phong-trao/<uuid:public_id>/dang-ky/",
        registering.grid,
        name="registration-grid",
    ),
    path(
        "phong-trao/<uuid:public_id>/dang-ky/ca-don-vi/",
        registering.register_all,
        name="registration-all",
    ),
    path(
        "phong-trao/<uuid:public_id>/dang-ky/xac-nhan/",
        registering.endorse,
        name="registration-endorse",
    ),
    path(
        "phong-trao/<uuid:public_id>/dang-ky/cua-toi/",
        registering.mine,
        name="registration-mine",
    ),
    path(
        "dang-ky-danh-hieu/<uuid:public_id>/rut/",
        registering.withdraw,
        name="registration-withdraw",
    ),
]
