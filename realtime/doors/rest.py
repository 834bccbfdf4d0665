"""The REST door: POST /api/do/<command>, GET /api/<kind>s/<key>; described in OpenAPI from the same shapes."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from realtime.command import COMMANDS, Command
from realtime.decode import MAX_BYTES, decode
from realtime.refusal import Refused
from realtime.run import Answer, run
from realtime.snapshots import fetched
from realtime.streams import admitted, resolve_actor

STATUS = {"missing": 404, "conflict": 409, "busy": 503, "refused": 403, "invalid": 422}

Refusal = inline_serializer(
    "Refusal",
    {
        "no": serializers.CharField(help_text="The sentence, in the reader's language"),
        "code": serializers.ChoiceField(["refused", "invalid", "missing", "conflict", "busy"]),
        "fields": serializers.DictField(child=serializers.ListField(child=serializers.CharField())),
    },
)
Receipt = inline_serializer(
    "Receipt",
    {
        "ok": serializers.IntegerField(help_text="The number of the event, 0 for a secret command"),
        "data": serializers.DictField(),
    },
)


class OneDecoder(BaseParser):
    """Hands the body on as bytes: the one decoder of all doors reads it."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        return stream.read(MAX_BYTES + 1)  # one byte more is enough to know that it is too much


def refused(answer: Answer) -> Response:
    return Response({"no": answer.reason, "code": answer.code, "fields": answer.fields}, STATUS[answer.code])


def _said(no: Refused) -> Response:
    return refused(Answer(False, reason=str(no.reason), code=no.code, fields=getattr(no, "fields", {})))


class Do(APIView):
    """One command. Send your own `Idempotency-Key`: the same key with the same body is carried out once."""

    parser_classes = (OneDecoder,)
    name = ""

    def post(self, request: Request) -> Response:
        try:
            data = decode(request.data if isinstance(request.data, bytes) else b"")
            actor = resolve_actor(request._request, request.headers.get("X-Seat"))
        except Refused as no:
            return _said(no)
        answer = run(self.name, actor, data, request.headers.get("Idempotency-Key", ""))
        if not answer.ok:
            return refused(answer)
        return Response({"ok": answer.seq, "data": answer.data})


class Unknown(APIView):
    """Any other name: the same 404 as for things one may not see."""

    @extend_schema(exclude=True)
    def post(self, request: Request, name: str) -> Response:
        return refused(run(name, resolve_actor(request._request), {}, "-"))


def door_of(cmd: Command) -> Any:
    """Make the view of one command, with its shape in the API's description."""
    key = OpenApiParameter("Idempotency-Key", OpenApiTypes.STR, OpenApiParameter.HEADER, required=True)
    seat = OpenApiParameter("X-Seat", OpenApiTypes.STR, OpenApiParameter.HEADER)
    responses = {200: Receipt, 403: Refusal, 404: Refusal, 409: Refusal, 422: Refusal, 503: Refusal}
    title = cmd.name.replace(".", " ").replace("_", " ").title().replace(" ", "")
    view = type(f"{title}Door", (Do,), {"name": cmd.name, "__doc__": cmd.doc})
    described = extend_schema(
        operation_id=cmd.name.replace(".", "_"),
        tags=[cmd.name.split(".")[0]],
        description=cmd.doc,
        parameters=[key, seat],
        request=cmd.shape,
        responses=responses,
    )
    return extend_schema_view_post(view, described).as_view()


def extend_schema_view_post(view: Any, described: Any) -> Any:
    from drf_spectacular.utils import extend_schema_view

    return extend_schema_view(post=described)(view)


class StreamView(APIView):
    """The snapshot that the page and the socket start from. Its ETag covers what lasts: a copy that is true is kept."""

    @extend_schema(
        operation_id="stream_snapshot",
        parameters=[OpenApiParameter(name, OpenApiTypes.STR) for name in ("seat", "as", "lang")],
        responses={200: OpenApiTypes.OBJECT, 304: None, 404: Refusal},
    )
    def get(self, request: Request, kind: str, key: str) -> HttpResponseBase:
        asked = request.query_params
        lang = asked.get("lang", "")
        lang = lang if lang in dict(settings.LANGUAGES) else request.LANGUAGE_CODE
        try:
            actor = resolve_actor(request._request, asked.get("seat"))
            viewer = admitted(f"{kind}:{key}", actor, lang, asked.get("as", ""))
            text, tag = fetched(f"{kind}:{key}", viewer)
        except Refused as no:
            return _said(no)
        headers = {"Cache-Control": "private, no-cache", "ETag": tag}
        answer = HttpResponse(text, content_type="application/json", headers=headers)
        return get_conditional_response(request._request, etag=tag, response=answer) or answer


def doors() -> list[tuple[str, Any]]:
    """Return (command name, view) for every command."""
    return [(name, door_of(cmd)) for name, cmd in sorted(COMMANDS.items())]
