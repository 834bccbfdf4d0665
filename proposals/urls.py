"""Addresses of this app."""

from django.urls import path

from proposals.views import (
    amendments,
    attachments,
    data,
    inbox,
    merges,
    office,
    packet,
    programming,
    public,
    routing,
    similar,
    talk,
    versions,
    writing,
)

urlpatterns = [
    path("territories/<slug:slug>/", public.territory, name="territory"),
    path("territories/<slug:slug>/kinds/", programming.kinds, name="kinds"),
    path("processes/<str:key>/", public.process, name="process"),
    path("proposals/<str:key>/", public.proposal, name="proposal"),
    path("proposals/<str:key>/write/", writing.write, name="proposal_write"),
    path("proposals/<str:key>/proposal.json", data.proposal, name="proposal_data"),
    path("proposals/<str:key>/versions/", versions.versions, name="proposal_versions"),
    path("processes/<str:key>/similar/", similar.similar, name="process_similar"),
    path("proposals/<str:key>/merge/", merges.propose, name="merge_propose"),
    path("merges/<str:key>/", merges.merge, name="merge"),
    path("proposals/<str:key>/answer/", office.answer, name="proposal_answer"),
    path("proposals/<str:key>/programme/", programming.programme, name="proposal_programme"),
    path("proposals/<str:key>/route/", routing.route, name="proposal_route"),
    path("proposals/<str:key>/forward/", routing.forward, name="proposal_forward"),
    path("proposals/<str:key>/packet/", packet.packet, name="proposal_packet"),
    path("proposals/<str:key>/packet.zip", packet.download, name="proposal_packet_zip"),
    path("proposals/<str:key>/attach/", attachments.attach, name="proposal_attach"),
    path("attachments/<str:key>/", attachments.download, name="attachment"),
    path("proposals/<str:key>/amendments/", amendments.amendments, name="proposal_amendments"),
    path("proposals/<str:key>/amend/", amendments.amend, name="proposal_amend"),
    path("proposals/<str:key>/talk/", talk.talk, name="proposal_talk"),
    path("amendments/<str:key>/", amendments.amendment, name="amendment"),
    path("moderation/", talk.moderation, name="moderation"),
    path("office/", inbox.inbox, name="office"),
    path("office/proposals.<str:kind>", inbox.table, name="office_table"),
]
