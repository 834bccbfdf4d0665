"""Addresses of this app."""

from django.urls import path

from proposals.views import office, public, versions, writing

urlpatterns = [
    path("territories/<slug:slug>/", public.territory, name="territory"),
    path("processes/<str:key>/", public.process, name="process"),
    path("proposals/<str:key>/", public.proposal, name="proposal"),
    path("proposals/<str:key>/write/", writing.write, name="proposal_write"),
    path("proposals/<str:key>/versions/", versions.versions, name="proposal_versions"),
    path("proposals/<str:key>/answer/", office.answer, name="proposal_answer"),
    path("proposals/<str:key>/programme/", office.programme, name="proposal_programme"),
    path("office/", office.inbox, name="office"),
]
