from django.urls import path

from vinhdanh.pages.decisions import outside, views

urlpatterns = [
    path("quyet-dinh/", views.papers_of_year, name="paper-list"),
    path("quyet-dinh/soan/<uuid:public_id>/", views.draft, name="paper-draft"),
    path("quyet-dinh/noi-khac/", outside.record, name="outside-decision"),
    path("quyet-dinh/<uuid:public_id>/", views.paper, name="paper"),
    path("quyet-dinh/<uuid:public_id>/sua/", views.mend, name="paper-mend"),
    path("quyet-dinh/<uuid:public_id>/xoa/", views.discard, name="paper-discard"),
    path("quyet-dinh/<uuid:public_id>/ban-hanh/", views.issue, name="paper-issue"),
    path("quyet-dinh/<uuid:public_id>/bo/", views.void, name="paper-void"),
    path("quyet-dinh/<uuid:public_id>/van-ban.pdf", views.pdf, name="paper-pdf"),
    path("quyet-dinh/<uuid:public_id>/van-ban.docx", views.docx, name="paper-docx"),
]
