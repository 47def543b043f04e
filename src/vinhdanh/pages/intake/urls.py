from django.urls import path

from vinhdanh.pages.intake import deeds, files, views

urlpatterns = [
    path("nhap/", views.imports, name="import-list"),
    path("nhap/mau-<int:year>.xlsx", files.template_sheet, name="import-template"),
    path(
        "nhap/mau/<slug:kind>-<int:year>.xlsx",
        files.template_sheet,
        name="import-template-of",
    ),
    path(
        "nhap/dang-co/<slug:kind>-<int:year>.xlsx",
        files.current_sheet,
        name="import-current",
    ),
    path("nhap/<uuid:public_id>/", views.batch, name="import"),
    path("nhap/<uuid:public_id>/dong/<int:sheet_row>/", views.row, name="import-row"),
    path(
        "nhap/<uuid:public_id>/can-xem.xlsx",
        files.problems_sheet,
        name="import-problems",
    ),
    path("nhap/<uuid:public_id>/tep/", files.sent_file, name="import-file"),
    path("nhap/<uuid:public_id>/loai/", deeds.choose_kind, name="import-kind"),
    path("nhap/<uuid:public_id>/noi-nhan/", deeds.choose_target, name="import-target"),
    path("nhap/<uuid:public_id>/cot/", deeds.remap, name="import-remap"),
    path("nhap/<uuid:public_id>/cot/quen/", deeds.forget, name="import-forget"),
    path("nhap/<uuid:public_id>/o/", deeds.mend, name="import-mend"),
    path("nhap/<uuid:public_id>/nguoi/", deeds.choose, name="import-choose"),
    path("nhap/<uuid:public_id>/don-vi/", deeds.add_units, name="import-units"),
    path("nhap/<uuid:public_id>/xac-minh/", deeds.say_no_inquiry, name="import-say"),
    path("nhap/<uuid:public_id>/doc/", deeds.read, name="import-read"),
    path("nhap/<uuid:public_id>/xac-nhan/", deeds.confirm, name="import-confirm"),
    path("nhap/<uuid:public_id>/bo/", deeds.discard, name="import-discard"),
    path(
        "nhap/<uuid:public_id>/tep/xoa/", deeds.remove_file, name="import-remove-file"
    ),
    path("nhap/<uuid:public_id>/hoan-tac/", deeds.undo, name="import-undo"),
    path("nhap/<uuid:public_id>/danh-dau.xlsx", files.marked, name="import-marked"),
]
