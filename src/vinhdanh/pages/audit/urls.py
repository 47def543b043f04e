from django.urls import path

from vinhdanh.pages.audit import views

urlpatterns = [path("quan-tri/nhat-ky/", views.log, name="audit")]
