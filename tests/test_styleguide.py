"""The style guide, the pages about the site and the error pages open for everybody and explain themselves."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from config.styleguide import BOARDS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("board", BOARDS)
def test_every_board_opens_in_italian_and_arabic(client: Client, board: str) -> None:
    address = reverse(f"styleguide-{board}" if board else "styleguide")
    opened = {lang: client.get(address, headers={"accept-language": lang}) for lang in ("it", "ar")}
    assert {lang: page.status_code for lang, page in opened.items()} == {"it": 200, "ar": 200}
    assert (
        b'<html lang="it" dir="ltr"' in opened["it"].content,
        b'<html lang="ar" dir="rtl"' in opened["ar"].content,
    ) == (True, True)


def test_the_theme_follows_the_device_unless_the_address_says_otherwise(client: Client) -> None:
    address = reverse("styleguide")
    found = {ask: b"data-theme=" in client.get(address + ask).content for ask in ("", "?theme=dark", "?theme=<script>")}
    assert found == {"": False, "?theme=dark": True, "?theme=<script>": False}


@pytest.mark.parametrize("name", ["accessibility", "privacy"])
def test_the_pages_about_the_site_carry_the_footer_hooks(client: Client, name: str) -> None:
    page = client.get(reverse(name)).content.decode()
    hooks = ["accessibility-link", "privacy-policy-link", "legal-notes", "faq", "report-inefficiency"]
    assert [hook for hook in hooks if f'data-element="{hook}"' in page] == hooks


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html", "errors/503.html"])
def test_an_error_page_stands_without_request_or_user(name: str) -> None:
    page = render_to_string(name)
    assert (page.count("<h1>"), 'class="button" href="/"' in page) == (1, True)


def test_a_missing_page_leads_on(client: Client) -> None:
    page = client.get("/nothing-is-here/")
    assert (page.status_code, b"<h1>" in page.content, b'class="button" href="/"' in page.content) == (404, True, True)
