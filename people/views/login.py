"""Log in with a printed one-time code: no mail, no internet."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from people import attempts
from people.actors import actor_of
from people.printed import use_code
from realtime.refusal import Refused

BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("code")
def printed(request: HttpRequest) -> HttpResponse:
    """Ask for the code; log in once with it."""
    where = request.POST.get("next", "") or request.GET.get("next", "")
    if request.method == "GET":
        return render(request, "people/printed.html", {"next": where})
    actor = actor_of(request)
    typed = request.POST.get("code", "")
    try:
        attempts.guard(actor)
        person = use_code(code=typed)
    except Refused as no:
        if no.code == "refused":
            attempts.failed(actor)
        context = {"refusal": str(no.reason), "typed": typed, "next": where}
        return render(request, "people/printed.html", context, status=503 if no.code == "busy" else 422)
    login(request, person, backend=BACKEND)
    return redirect(where if _own(request, where) else settings.LOGIN_REDIRECT_URL)


def _own(request: HttpRequest, where: str) -> bool:
    return url_has_allowed_host_and_scheme(where, {request.get_host()}, require_https=request.is_secure())
