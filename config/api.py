"""How the REST door knows who is asking: by the session, never without the CSRF token."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request


class EnforcedSession(SessionAuthentication):
    """Ask for the CSRF token from everybody.

    The stock class asks only people who are logged in; here a phone without an account has a seat in its cookie, and
    another site must not be able to speak from it.
    """

    def authenticate(self, request: Request) -> tuple[AbstractBaseUser, Any] | None:
        self.enforce_csrf(request)
        user = getattr(request._request, "user", None)
        if user is None or not user.is_active:
            return None
        return user, None
