from django.urls import path

from vinhdanh.pages.publishing import views

urlpatterns = [
    path("tong-ket/", views.summation, name="summation"),
    path("tong-ket/bao-cao.docx", views.summation_docx, name="summation-docx"),
    path("tong-ket/bao-cao.pdf", views.summation_pdf, name="summation-pdf"),
    path("tong-ket/<str:key>/", views.figure, name="summation-figure"),
    path("quan-ly-cong-khai/", views.publications, name="publications"),
    path("quan-ly-cong-khai/dang/", views.publish, name="publish"),
    path("quan-ly-cong-khai/<uuid:public_id>/go/", views.take_down, name="take-down"),
]
