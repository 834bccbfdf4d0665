"""The addresses of the HTTP doors."""

from django.urls import path, re_path

from realtime.doors import html, rest

urlpatterns = [
    path("do/<str:name>", html.do, name="do"),
    *[path(f"api/do/{name}", view) for name, view in rest.doors()],
    path("api/do/<str:name>", rest.Unknown.as_view()),
    re_path(r"^api/(?P<kind>room|process)(?:s|es)?/(?P<key>[0-9a-z]{12})$", rest.StreamView.as_view()),
]
