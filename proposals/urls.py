"""Addresses of this app."""

from django.urls import path

from proposals.views import (
    amendments,
    data,
    inbox,
    merges,
    office,
    public,
    similar,
    talk,
    verification,
    versions,
    writing,
)

urlpatterns = [
    path("territories/<slug:slug>/", public.territory, name="territory"),
    path("processes/<str:key>/", public.process, name="process"),
    path("proposals/<str:key>/", public.proposal, name="proposal"),
    path("proposals/<str:key>/write/", writing.write, name="proposal_write"),
    path("proposals/<str:key>/proposal.json", data.proposal, name="proposal_data"),
    path("proposals/<str:key>/versions/", versions.versions, name="proposal_versions"),
    path("processes/<str:key>/similar/", similar.similar, name="process_similar"),
    path("proposals/<str:key>/merge/", merges.propose, name="merge_propose"),
    path("merges/<str:key>/", merges.merge, name="merge"),
    path("proposals/<str:key>/answer/", office.answer, name="proposal_answer"),
    path("proposals/<str:key>/verification/", verification.verification, name="proposal_verification"),
    path("proposals/<str:key>/programme/", office.programme, name="proposal_programme"),
    path("proposals/<str:key>/amendments/", amendments.amendments, name="proposal_amendments"),
    path("proposals/<str:key>/amend/", amendments.amend, name="proposal_amend"),
    path("proposals/<str:key>/talk/", talk.talk, name="proposal_talk"),
    path("amendments/<str:key>/", amendments.amendment, name="amendment"),
    path("moderation/", talk.moderation, name="moderation"),
    path("office/", inbox.inbox, name="office"),
    path("office/proposals.<str:kind>", inbox.table, name="office_table"),
]
