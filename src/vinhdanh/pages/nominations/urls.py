from django.urls import path

from vinhdanh.pages.nominations.views import adding, grid, one, rounds

urlpatterns = [
    path("de-nghi/", rounds.rounds, name="round-list"),
    path("de-nghi/mo-dot/", rounds.open_round, name="round-open"),
    path("de-nghi/<uuid:public_id>/", grid.grid_of_round, name="nomination-grid"),
    path("de-nghi/<uuid:public_id>/them/", adding.add, name="nomination-add"),
    path(
        "de-nghi/<uuid:public_id>/chua-de-nghi/",
        adding.left_out,
        name="nomination-left-out",
    ),
    path("de-nghi/ho-so/<uuid:public_id>/", one.one, name="nomination"),
]
