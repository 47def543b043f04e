from django.urls import path

from vinhdanh.pages.nominations import views

urlpatterns = [
    path("de-nghi/", views.rounds, name="round-list"),
    path("de-nghi/mo-dot/", views.open_round, name="round-open"),
    path("de-nghi/<uuid:public_id>/", views.grid_of_round, name="nomination-grid"),
    path("de-nghi/<uuid:public_id>/them/", views.add, name="nomination-add"),
    path(
        "de-nghi/<uuid:public_id>/chua-de-nghi/",
        views.left_out,
        name="nomination-left-out",
    ),
    path("de-nghi/ho-so/<uuid:public_id>/", views.one, name="nomination"),
]
