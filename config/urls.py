"""All addresses: the apps' own, the login, the language, the health checks and the API's description."""

from allauth.account import views as account
from django.urls import include, path
from drf_spectacular.views import SpectacularJSONAPIView

from config.health import health, ready
from deliberation.views.recognition import compare

# Only the pages of the login by code: nobody opens an account alone and there are no passwords to reset.
login = [
    path("login/", account.request_login_code, name="account_login"),
    path("login/code/", account.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
]

urlpatterns = [
    path("health/", health, name="health"),
    path("ready/", ready, name="ready"),
    path("api/schema/", SpectacularJSONAPIView.as_view(), name="schema"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("css/", include("config.sheets")),
    path("js/", include("config.scripts")),
    path("words/", include("config.words")),
    path("styleguide/", include("config.styleguide")),
    path("", include("config.pages")),
    path("", include("realtime.urls")),
    path("", include("people.urls")),
    path("accounts/", include(login)),
    path("territories/compare/", compare, name="territories_compare"),  # before the territories: it is none of them
    path("", include("proposals.urls")),
    path("", include("monitoring.urls")),
    path("", include("deliberation.urls")),
]
