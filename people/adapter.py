"""How people with an account log in: a code by e-mail. Nobody opens an account alone; participants need none."""

import secrets

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

CODE_DIGITS = 6


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def generate_login_code(self) -> str:
        """Six digits: easy to read aloud and to type on any keyboard; three tries, then another code."""
        return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
