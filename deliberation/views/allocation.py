"""Choosing within a budget: the public page of a process's allocations, the same as data, and the forms to make one."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render

from deliberation.models import Allocation
from deliberation.queries.allocations import (
    allocation_data,
    allocations_of,
    processes_paid_by,
    solutions_to_pay,
    votes_to_carry_out,
)
from people.actors import actor_of
from people.queries import processes_for
from proposals.views.forms import kept, sent_form, status_of


def budget(request: HttpRequest, key: str) -> HttpResponse:
    """Whoever may read the process may read who got the money and why."""
    actor = actor_of(request, request.GET.get("seat"))
    process = get_object_or_404(processes_for(actor), pk=key)
    sent = sent_form(request, "allocation.make")
    if sent and sent.ok:
        return redirect("process_budget", key=process.pk)
    pays = processes_paid_by(actor).filter(pk=process.pk).exists()
    context: dict[str, Any] = {
        "process": process,
        "territory": process.territory,
        "allocations": allocations_of(process),
        "votes": votes_to_carry_out(process) if pays else [],
        "solutions": [
            {"row": row, "solution": each, "typed": request.POST.get(f"lines[{row}]euros", "")}
            for row, each in enumerate(solutions_to_pay(process, actor) if pays else [])
        ],
        **kept(request, sent),
    }
    return render(request, "deliberation/budget.html", context, status=status_of(sent))


def data(request: HttpRequest, key: str) -> HttpResponse:
    """The same as data."""
    process = get_object_or_404(processes_for(actor_of(request, request.GET.get("seat"))), pk=key)
    found = Allocation.objects.filter(process=process).select_related("office").prefetch_related("lines")
    told = {"process": process.pk, "allocations": [allocation_data(each) for each in found]}
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
