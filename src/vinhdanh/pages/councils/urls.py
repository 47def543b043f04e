from django.urls import path

from vinhdanh.pages.councils.views import councils, meetings

urlpatterns = [
    path("hoi-dong/", councils.councils, name="council-list"),
    path("hoi-dong/moi/", councils.new_council, name="council-new"),
    path("hoi-dong/<uuid:public_id>/", councils.council, name="council"),
    path("hoi-dong/<uuid:public_id>/them/", councils.add_member, name="council-add"),
    path(
        "hoi-dong/<uuid:public_id>/thoi/<int:member>/",
        councils.end_membership,
        name="council-end",
    ),
    path("hoi-dong/<uuid:public_id>/trieu-tap/", meetings.convene, name="meeting-new"),
    path("phien-hop/<uuid:public_id>/", meetings.meeting, name="meeting"),
    path(
        "phien-hop/<uuid:public_id>/khai-mac/",
        meetings.open_meeting,
        name="meeting-open",
    ),
    path(
        "phien-hop/<uuid:public_id>/diem-danh/",
        meetings.attendance,
        name="meeting-attendance",
    ),
    path(
        "phien-hop/<uuid:public_id>/kiem-phieu/",
        meetings.tallies,
        name="meeting-tallies",
    ),
    path("phien-hop/<uuid:public_id>/ket-thuc/", meetings.close, name="meeting-close"),
    path(
        "phien-hop/<uuid:public_id>/bien-ban.<str:kind>",
        meetings.minutes,
        name="meeting-minutes",
    ),
]
