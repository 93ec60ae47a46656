"""Addresses of the front door."""

from django.urls import path

from . import views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("welcome/", views.first_run, name="first_run"),
    path("healthz", views.healthz, name="healthz"),
    path("style/", views.style, name="style"),
    path("mailbox/", views.mailbox_list, name="mailbox"),
    path("mailbox/<str:name>/", views.mailbox_detail, name="mailbox_detail"),
    path("mailbox/<str:name>/html/", views.mailbox_html, name="mailbox_html"),
    path("mailbox/<str:name>/<int:position>/", views.mailbox_attachment, name="mailbox_attachment"),
]
