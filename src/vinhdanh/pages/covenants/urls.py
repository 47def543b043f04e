from django.urls import path

from vinhdanh.pages.covenants import files, views, writing

urlpatterns = [
    path("giao-uoc/", views.covenants, name="covenant-list"),
    path(
        "phong-trao/<uuid:public_id>/giao-uoc/moi/",
        writing.new_covenant,
        name="covenant-new",
    ),
    path("giao-uoc/<uuid:public_id>/", views.covenant, name="covenant"),
    path("giao-uoc/<uuid:public_id>/sua/", writing.edit_covenant, name="covenant-edit"),
    path(
        "giao-uoc/<uuid:public_id>/bo-du-thao/",
        writing.discard_covenant,
        name="covenant-discard",
    ),
    path(
        "giao-uoc/<uuid:public_id>/ky/<int:party>/",
        views.sign,
        name="covenant-sign",
    ),
    path(
        "giao-uoc/<uuid:public_id>/ban-giay/",
        views.ceremony,
        name="covenant-ceremony",
    ),
    path(
        "giao-uoc/<uuid:public_id>/ket-qua/<int:party>/",
        views.reports,
        name="covenant-reports",
    ),
    path("giao-uoc/<uuid:public_id>/giao-uoc.pdf", files.pdf, name="covenant-pdf"),
    path("giao-uoc/<uuid:public_id>/giao-uoc.docx", files.docx, name="covenant-docx"),
    path(
        "giao-uoc/<uuid:public_id>/ban-quet/<uuid:scan>/",
        files.scan,
        name="covenant-scan",
    ),
    path(
        "giao-uoc/<uuid:public_id>/minh-chung/<int:report>/",
        files.evidence,
        name="covenant-evidence",
    ),
]
