from django.urls import path

from vinhdanh.pages.ledger import views

urlpatterns = [
    path("so-khen-thuong/", views.ledger, name="ledger"),
    path("so-khen-thuong/so-khen-thuong.xlsx", views.sheet, name="ledger-sheet"),
    path("so-khen-thuong/<uuid:public_id>/", views.award, name="award"),
]
