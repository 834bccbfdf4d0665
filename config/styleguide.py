"""The style guide: every component, in every state, in two directions of writing, to be looked at."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from config.samples import samples

THEMES = ("light", "dark")
BOARDS = {
    "": "styleguide/index.html",
    "room": "styleguide/room.html",
    "vote": "styleguide/vote.html",
    "console": "styleguide/console.html",
    "screen": "styleguide/screen.html",
    "sheet": "styleguide/sheet.html",
}


@require_safe
def styleguide(request: HttpRequest, board: str = "") -> HttpResponse:
    """One board of the guide; `?theme=light|dark` and `?contrast=more` override what the device asks for."""
    theme = request.GET.get("theme")
    sprite = (settings.BASE_DIR / "static/img/icons.svg").read_text(encoding="utf-8")
    texts = samples()
    s = texts["ar" if get_language() == "ar" else "it"]
    context = {
        **texts,
        "s": s,
        "w": s["words"],
        "view": request.GET.get("view", ""),
        "board": board,
        "icons": [name for name in re.findall(r'<symbol id="([a-z-]+)"', sprite) if not name.startswith("side-")],
        "sides": ["resident", "official", "civil"],
        "theme": theme if theme in THEMES else None,
        "contrast": "more" if request.GET.get("contrast") == "more" else None,
    }
    return render(request, BOARDS[board], context)


urlpatterns = [
    path("", styleguide, name="styleguide"),
    *(path(f"{board}/", styleguide, {"board": board}, name=f"styleguide-{board}") for board in BOARDS if board),
]
