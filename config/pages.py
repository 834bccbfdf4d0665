"""The pages that say how the site treats people: accessibility and help, privacy and legal notes."""

import os

from django.urls import path
from django.views.generic import TemplateView

# Whom to write to about this site; without it the pages name the people who invited.
CONTACT = {"contact_email": os.environ.get("TESSERA_CONTACT", "")}

accessibility = TemplateView.as_view(template_name="pages/accessibility.html", extra_context=CONTACT)
privacy = TemplateView.as_view(template_name="pages/privacy.html", extra_context=CONTACT)

urlpatterns = [
    path("accessibilita/", accessibility, name="accessibility"),
    path("privacy/", privacy, name="privacy"),
]
