from django.urls import path

from vinhdanh.pages.registry import (
    bodies,
    careers,
    find,
    lineage,
    people,
    profile,
    reorganising,
    tree,
    twins,
    units,
    years,
)

urlpatterns = [
    path("nguoi/", people.people, name="people"),
    path("nguoi/danh-sach.xlsx", people.people_sheet, name="people-sheet"),
    path("nguoi/them/", people.add_person, name="person-add"),
    path("nguoi/<uuid:public_id>/", people.person, name="person"),
    path("nguoi/trung/", twins.twin_list, name="twins"),
    path(
        "nguoi/trung/<uuid:kept_id>/<uuid:alias_id>/", twins.twin_pair, name="twin-pair"
    ),
    path("nguoi/gop/<uuid:public_id>/tach/", twins.part, name="merge-part"),
    path(
        "nguoi/<uuid:public_id>/so-dinh-danh/", careers.numbers, name="person-identity"
    ),
    path(
        "nguoi/<uuid:public_id>/so-dinh-danh/<int:row>/xem/",
        careers.reveal,
        name="identity-reveal",
    ),
    path(
        "nguoi/<uuid:public_id>/so-dinh-danh/<int:row>/xoa/",
        careers.strike,
        name="identity-strike",
    ),
    path(
        "nguoi/<uuid:public_id>/dien-lao-dong/",
        careers.add_employment,
        name="employment-add",
    ),
    path("nguoi/<uuid:public_id>/chuyen-don-vi/", careers.send, name="person-send"),
    path(
        "nguoi/<uuid:public_id>/thoi-chuc-vu/",
        careers.end_post,
        name="person-post-end",
    ),
    path("nguoi/<uuid:public_id>/thoi-cong-tac/", careers.depart, name="person-depart"),
    path(
        "nguoi/<uuid:public_id>/thoi-cong-tac/rut-lai/",
        careers.take_back_departure,
        name="departure-take-back",
    ),
    path("chuyen-don-vi/", careers.transfer_list, name="transfers"),
    path("chuyen-don-vi/<uuid:public_id>/", careers.transfer, name="transfer"),
    path("nguoi/<uuid:public_id>/sua/", people.mend_person, name="person-mend"),
    path("nguoi/<uuid:public_id>/sang-kien/", years.add_work, name="work-add"),
    path("nguoi/<uuid:public_id>/nam/<int:year>/", years.year_facts, name="year-facts"),
    path(
        "nguoi/<uuid:public_id>/nam/<int:year>/ky-luat/",
        years.add_discipline,
        name="discipline-add",
    ),
    path(
        "nguoi/<uuid:public_id>/nam/<int:year>/ky-luat/<int:row>/<slug:deed>/",
        years.end_discipline,
        name="discipline-end",
    ),
    path(
        "nguoi/<uuid:public_id>/nam/<int:year>/xem-xet/",
        years.add_inquiry,
        name="inquiry-add",
    ),
    path(
        "nguoi/<uuid:public_id>/nam/<int:year>/xem-xet/<int:row>/",
        years.close_inquiry,
        name="inquiry-close",
    ),
    path("sang-kien/da-cong-nhan/<uuid:public_id>/", years.work, name="work"),
    path(
        "sang-kien/da-cong-nhan/<uuid:public_id>/ty-le/",
        years.set_shares,
        name="work-shares",
    ),
    path(
        "sang-kien/da-cong-nhan/<uuid:public_id>/da-dung/<int:row>/",
        years.note_use,
        name="work-use",
    ),
    path("toi/", people.mine, name="person-mine"),
    path("don-vi/", tree.units, name="units"),
    path("don-vi/them/", units.add_unit, name="unit-add"),
    path("don-vi/sap-xep/", reorganising.reorganisations, name="reorganisations"),
    path("don-vi/sap-xep/<slug:slug>/", reorganising.reorganise, name="reorganise"),
    path(
        "don-vi/thay-doi/<uuid:public_id>/",
        reorganising.reorganisation,
        name="reorganisation",
    ),
    path("don-vi/<uuid:public_id>/", units.unit, name="unit"),
    path("don-vi/<uuid:public_id>/so-nguoi/", lineage.headcount, name="headcount"),
    path(
        "don-vi/<uuid:public_id>/ke-thua/<int:row>/",
        lineage.rule,
        name="lineage-ruling",
    ),
    path(
        "nguoi/<uuid:public_id>/trich-ngang.<str:kind>",
        profile.person,
        name="person-profile",
    ),
    path(
        "don-vi/<uuid:public_id>/trich-ngang.<str:kind>",
        profile.unit,
        name="unit-profile",
    ),
    path(
        "tap-the/<uuid:public_id>/trich-ngang.<str:kind>",
        profile.body,
        name="body-profile",
    ),
    path(
        "don-vi/<uuid:public_id>/nam/<int:year>/",
        years.collective_year,
        name="collective-year",
    ),
    path("tap-the/", bodies.listed, name="bodies"),
    path("tap-the/them/", bodies.add, name="body-add"),
    path("tap-the/<uuid:public_id>/", bodies.body, name="body"),
    path("tap-the/<uuid:public_id>/nhiem-ky/", bodies.add_term, name="body-term-add"),
    path(
        "tap-the/<uuid:public_id>/nhiem-ky/<int:term>/ket-thuc/",
        bodies.end_term,
        name="body-term-end",
    ),
    path(
        "tap-the/<uuid:public_id>/nhiem-ky/<int:term>/thanh-vien/",
        bodies.seat,
        name="body-seat",
    ),
    path(
        "tap-the/<uuid:public_id>/nhiem-ky/<int:term>/dai-bieu/",
        bodies.delegate,
        name="body-delegate",
    ),
    path(
        "tap-the/<uuid:public_id>/thoi/<int:member>/",
        bodies.end_seat,
        name="body-seat-end",
    ),
    path("tim/", find.find, name="find"),
]
