from django.urls import path

from vinhdanh.pages.scoring import (
    files,
    grid,
    habits,
    holding,
    marks,
    opening,
    scorings,
    tables,
)

urlpatterns = [
    path("tieu-chi/", tables.criteria_sets, name="criteria-sets"),
    path("tieu-chi/moi/", tables.new_set, name="criteria-new"),
    path("tieu-chi/<uuid:public_id>/", tables.criteria, name="criteria"),
    path("tieu-chi/<uuid:public_id>/them/", tables.criterion, name="criterion-new"),
    path("tieu-chi/<uuid:public_id>/excel/", files.export, name="criteria-sheet"),
    path("tieu-chi/<uuid:public_id>/nhap/", files.read_in, name="criteria-import"),
    path("tieu-chi/<uuid:public_id>/ap-dung/", tables.adopt, name="criteria-adopt"),
    path(
        "tieu-chi/<uuid:public_id>/phien-ban/",
        tables.new_version,
        name="criteria-new-version",
    ),
    path(
        "tieu-chi/<uuid:public_id>/dong/<str:code>/", tables.criterion, name="criterion"
    ),
    path(
        "tieu-chi/<uuid:public_id>/dong/<str:code>/chuyen/",
        tables.move,
        name="criterion-move",
    ),
    path("cham-diem/", scorings.scorings, name="scoring-list"),
    path("cham-diem/moi/", opening.new_scoring, name="scoring-new"),
    path(
        "cham-diem/kien-nghi/<uuid:public_id>/", scorings.answer, name="appeal-answer"
    ),
    path(
        "cham-diem/<uuid:public_id>/ket-qua/", scorings.results, name="scoring-results"
    ),
    path("cham-diem/<uuid:public_id>/chot/", scorings.finalise, name="scoring-final"),
    path("cham-diem/<uuid:public_id>/gia-han/", holding.extend, name="scoring-extend"),
    path("cham-diem/<uuid:public_id>/huy/", holding.cancel, name="scoring-cancel"),
    path("cham-diem/phieu/<uuid:public_id>/", scorings.sheet, name="scoring-sheet"),
    path(
        "cham-diem/phieu/<uuid:public_id>/minh-chung/<uuid:file_id>/",
        marks.evidence,
        name="scoring-evidence",
    ),
    path(
        "cham-diem/phieu/<uuid:public_id>/<slug:kind>/<str:code>/",
        marks.mark,
        name="scoring-mark",
    ),
    path("cham-diem/<uuid:public_id>/chat-rong/", habits.habits, name="scoring-habits"),
    path("cham-diem/<uuid:public_id>/<slug:kind>/o/", grid.cell, name="scoring-cell"),
    path(
        "cham-diem/<uuid:public_id>/<slug:kind>/dien-so/",
        grid.fill,
        name="scoring-fill",
    ),
    path("cham-diem/<uuid:public_id>/<slug:kind>/tin/", grid.news, name="scoring-news"),
    path(
        "cham-diem/<uuid:public_id>/<slug:kind>/bang/", grid.grid, name="scoring-grid"
    ),
]
