from django.urls import path

from vinhdanh.pages.covenants import views

urlpatterns = [
    path("giao-uoc/", views.covenants, name="covenant-list"),
    path(
        "phong-trao/<uuid:public_id>/giao-uoc/moi/",
        views.new_covenant,
        name="covenant-new",
    ),
    path("giao-uoc/<uuid:public_id>/", views.covenant, name="covenant"),
    path("giao-uoc/<uuid:public_id>/sua/", views.edit_covenant, name="covenant-edit"),
    path(
        "giao-uoc/<uuid:public_id>/ky/<int:party>/",
        views.sign,
        name="covenant-sign",
    ),
]
