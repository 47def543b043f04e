from django.urls import path

from vinhdanh.pages.desk import views

urlpatterns = [
    path("", views.desk, name="desk"),
]
