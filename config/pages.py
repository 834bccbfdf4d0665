"""Where somebody begins who has logged in, and how the site treats people: accessibility and help, privacy, law."""

import os

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from config.nav import nav

# Whom to write to about this site; without it the pages name the people who invited.
CONTACT = {"contact_email": os.environ.get("TESSERA_CONTACT", "")}

accessibility = TemplateView.as_view(template_name="pages/accessibility.html", extra_context=CONTACT)
privacy = TemplateView.as_view(template_name="pages/privacy.html", extra_context=CONTACT)

# Whose work is where, by what the header offers them (`config.nav`); the first that fits.
DESKS = {"office_inbox": "office", "leads_rooms": "room_new", "reviews_here": "reviews"}


@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """Lead whoever has just logged in to their work; whoever has none to the front page."""
    offered = nav(request)
    return redirect(next((page for key, page in DESKS.items() if offered[key]), "home"))


urlpatterns = [
    path("begin/", begin, name="begin"),
    path("accessibilita/", accessibility, name="accessibility"),
    path("privacy/", privacy, name="privacy"),
]
