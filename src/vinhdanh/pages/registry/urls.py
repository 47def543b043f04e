from django.urls import path

from vinhdanh.pages.registry import people, units

urlpatterns = [
    path("nguoi/", people.people, name="people"),
    path("nguoi/danh-sach.xlsx", people.people_sheet, name="people-sheet"),
    path("nguoi/them/", people.add_person, name="person-add"),
    path("nguoi/<uuid:public_id>/", people.person, name="person"),
    path("nguoi/<uuid:public_id>/sua/", people.mend_person, name="person-mend"),
    path("nguoi/<uuid:public_id>/sang-kien/", people.add_work, name="work-add"),
    path(
        "nguoi/<uuid:public_id>/nam/<int:year>/", people.year_facts, name="year-facts"
    ),
    path("toi/", people.mine, name="person-mine"),
    path("don-vi/", units.units, name="units"),
    path("don-vi/them/", units.add_unit, name="unit-add"),
    path("don-vi/<uuid:public_id>/", units.unit, name="unit"),
    path("tim/", units.find, name="find"),
]
