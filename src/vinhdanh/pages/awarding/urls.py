from django.urls import path

from vinhdanh.pages.awarding import views

urlpatterns = [
    path("bang-khen/", views.batches, name="certificates"),
    path("bang-khen/in/", views.print_all, name="certificate-print"),
    path("bang-khen/dot/<uuid:public_id>/", views.batch, name="certificate-batch"),
    path(
        "bang-khen/dot/<uuid:public_id>/tap-<int:position>.pdf",
        views.volume,
        name="certificate-volume",
    ),
    path("bang-khen/<str:code>.pdf", views.single, name="certificate-pdf"),
]
