"""Addresses of this app."""

from django.urls import path

from people.views import home, join, login

urlpatterns = [
    path("", home.home, name="home"),
    path("join/", join.join, name="join"),
    path("t/", join.landing, name="ticket_landing"),
    path("t/enter/", join.enter, name="ticket_enter"),
    path("accounts/printed/", login.printed, name="printed_login"),
    path("territories/<slug:slug>/network/", home.network, name="network"),
    path("territories/<slug:slug>/services/", home.services, name="services"),
]
