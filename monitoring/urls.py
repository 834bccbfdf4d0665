"""Addresses of this app."""

from django.urls import path

from monitoring.views import collecting, grids, public, replying

urlpatterns = [
    path("interventions/<str:key>/monitoring/", public.monitoring, name="monitoring"),
    path("interventions/<str:key>/monitoring.csv", public.table, name="monitoring_table"),
    path("interventions/<str:key>/monitoring.json", public.data, name="monitoring_data"),
    path("interventions/<str:key>/grid/", grids.grid, name="monitoring_grid"),
    path("grids/<str:key>/grid.json", public.grid, name="grid_data"),
    path("rounds/worker.js", collecting.worker, name="round_worker"),
    path("rounds/<str:key>/collect/", collecting.collect, name="round_collect"),
    path("rounds/<str:key>/sheets/", collecting.paper, name="round_sheets"),
    path("rounds/<str:key>/reply/", replying.reply, name="round_reply"),
]
