"""Addresses of the network."""

from django.urls import path

from network import views

app_name = "network"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("organisations/", views.organisation_list, name="organisation_list"),
    path("ties/", views.tie_list, name="tie_list"),
]
