from django.urls import path

from vinhdanh.pages.movements.views import (
    achieved,
    drafting,
    gathering,
    launching,
    registering,
    reviewing,
    running,
    subjects,
    year,
)

urlpatterns = [
    path("phong-trao/", launching.movements, name="movement-list"),
    path("phong-trao/moi/", drafting.new_movement, name="movement-new"),
    path("phong-trao/<uuid:public_id>/", launching.movement, name="movement"),
    path(
        "phong-trao/<uuid:public_id>/sua/",
        drafting.edit_movement,
        name="movement-edit",
    ),
    path(
        "phong-trao/<uuid:public_id>/bo-du-thao/",
        drafting.discard_movement,
        name="movement-discard",
    ),
    path("phong-trao/<uuid:public_id>/phat-dong/", launching.launch, name="launch"),
    path(
        "phong-trao/<uuid:public_id>/nam-sau/",
        drafting.next_year,
        name="movement-next-year",
    ),
    path(
        "phong-trao/<uuid:public_id>/nhiem-vu/<int:task>/",
        running.key_task,
        name="key-task",
    ),
    path(
        "phong-trao/<uuid:public_id>/chi-dao/",
        running.directive,
        name="directive-add",
    ),
    path(
        "phong-trao/<uuid:public_id>/chi-dao/<int:directive>/",
        running.track,
        name="directive-track",
    ),
    path(
        "phong-trao/<uuid:public_id>/tai-lieu/",
        running.add_document,
        name="movement-document-add",
    ),
    path(
        "tai-lieu-phong-trao/<uuid:public_id>/",
        running.document,
        name="movement-document",
    ),
    path("phong-trao/<uuid:public_id>/moi-don-vi/", running.invite, name="invite"),
    path("phong-trao/<uuid:public_id>/huong-ung/", running.join, name="join"),
    path(
        "phong-trao/<uuid:public_id>/hoi-nghi/",
        gathering.new_gathering,
        name="gathering-new",
    ),
    path("hoi-nghi/<uuid:public_id>/", gathering.gathering, name="gathering"),
    path(
        "hoi-nghi/<uuid:public_id>/sua/",
        gathering.edit_gathering,
        name="gathering-edit",
    ),
    path(
        "hoi-nghi/<uuid:public_id>/bao-cao.<str:kind>",
        gathering.congress_paper,
        name="congress-paper",
    ),
    path(
        "phong-trao/<uuid:public_id>/nam-nam/",
        gathering.five_years_page,
        name="five-years",
    ),
    path(
        "phong-trao/<uuid:public_id>/so-ket-tong-ket/",
        reviewing.new_review,
        name="review-new",
    ),
    path("so-ket-tong-ket/<uuid:public_id>/", reviewing.review, name="review"),
    path(
        "so-ket-tong-ket/<uuid:public_id>/bo-du-thao/",
        reviewing.discard_review,
        name="review-discard",
    ),
    path(
        "so-ket-tong-ket/<uuid:public_id>/sua/",
        reviewing.edit_review,
        name="review-edit",
    ),
    path(
        "so-ket-tong-ket/<uuid:public_id>/ket-luan/",
        reviewing.conclude,
        name="review-conclude",
    ),
    path(
        "so-ket-tong-ket/<uuid:public_id>/bao-cao.<str:kind>",
        reviewing.review_paper,
        name="review-paper",
    ),
    path("nam-cong-tac/", year.year_line, name="year-line"),
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
    path(
        "phong-trao/<uuid:public_id>/dang-ky/cua/<uuid:subject>/",
        subjects.subject,
        name="registration-subject",
    ),
    path(
        "phong-trao/<uuid:public_id>/dang-ky/chi-tieu/<int:target>/",
        subjects.target_result,
        name="personal-target-result",
    ),
    path(
        "phong-trao/<uuid:public_id>/dang-ky/doi-chieu/",
        achieved.achieved,
        name="registration-achieved",
    ),
]
