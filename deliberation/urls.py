"""The addresses of the app."""

from django.urls import path

from deliberation.views import (
    ballot,
    entry,
    export,
    journey,
    listening,
    minutes,
    plain,
    result,
    result_pdf,
    rooms,
    sheets,
    table,
    voice,
)

urlpatterns = [
    path("r/", entry.by_code, name="room_by_code"),
    path("r/<str:code>/", entry.by_code, name="room_short"),
    path("rooms/new/", rooms.new, name="room_new"),
    path("rooms/<str:room>/", rooms.live, name="room"),
    path("rooms/<str:room>/screen/", rooms.screen, name="room_screen"),
    path("rooms/<str:room>/console/", rooms.console, name="room_console"),
    path("rooms/<str:room>/tickets/", sheets.ticket_sheet, name="room_tickets"),
    path("rooms/<str:room>/slips/", sheets.slips, name="room_slips"),
    path("rooms/<str:room>/qr.svg", sheets.qr, name="room_qr"),
    path("rooms/<str:room>/plain/", plain.room, name="room_plain"),
    path("rooms/<str:room>/table/", table.table, name="room_table"),
    path("rooms/<str:room>/sounds/", table.sounds, name="room_sounds"),
    path("sounds/<str:note>/", table.sound, name="sound"),
    path("rooms/<str:room>/minutes/", minutes.minutes, name="room_minutes"),
    path("rooms/<str:room>/minutes.pdf", result_pdf.minutes, name="room_minutes_pdf"),
    path("rooms/<str:room>/map.json", listening.opinion_map, name="room_map"),
    path("polls/<str:poll>/", result.poll, name="poll"),
    path("polls/<str:poll>/vote/", ballot.vote, name="poll_vote"),
    path("polls/<str:poll>/ballots.json", result.ballots, name="poll_ballots"),
    path("polls/<str:poll>/ballots.csv", result.table, name="poll_csv"),
    path("polls/<str:poll>/verify_poll.py", result.verify, name="poll_verify"),
    path("polls/<str:poll>/result.pdf", result_pdf.result, name="poll_pdf"),
    path("polls/<str:poll>/export/<str:name>", export.file, name="poll_export"),
    path("journeys/<str:problem>/", journey.journey, name="journey"),
    path("journeys/<str:problem>/journey.json", journey.data, name="journey_data"),
    path("journeys/<str:problem>/journey.svg", journey.drawing, name="journey_drawing"),
    path("voice/", voice.voice, name="voice"),
]
