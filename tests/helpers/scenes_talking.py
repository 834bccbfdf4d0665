"""Scenes of the commands in proposals/commands: talking."""

from proposals.models import Comment
from tests.helpers.scenes import scene, small, solved
from tests.helpers.world import World, do


def said(w: World) -> Comment:
    """The second resident begins a conversation about the title of a solution."""
    made = do(w.residents[1], "thread.start", proposal=solved(w).pk, section="title", quote="Soluzione",
              text="Quale?", lang="it")  # fmt: skip
    return Comment.objects.select_related("thread").get(pk=made["comment"])


def asked(w: World) -> Comment:
    comment = said(w)
    do(w.residents[0], "comment.ask_hiding", comment=comment.pk, reason="Offende")
    return comment


@scene("thread.start")
def _():
    w = small()
    data = {"section": "title", "quote": "Soluzione", "text": "Quale?", "lang": "it"}
    return w, w.residents[1], {"proposal": solved(w).pk, **data}


@scene("comment.add")
def _():
    w = small()
    return w, w.officials[0], {"thread": said(w).thread_id, "text": "Quella dello sportello", "lang": "it"}


@scene("comment.withdraw")
def _():
    w = small()
    return w, w.residents[1], {"comment": said(w).pk}


@scene("thread.resolve")
def _():
    w = small()
    return w, w.residents[0], {"thread": said(w).thread_id}


@scene("thread.reopen")
def _():
    w = small()
    thread = said(w).thread_id
    do(w.residents[0], "thread.resolve", thread=thread)
    return w, w.residents[0], {"thread": thread}


@scene("thread.pause")
def _():
    w = small()
    return w, w.f, {"thread": said(w).thread_id, "reason": "Riprendiamo a mente fredda", "days": 3}


@scene("thread.resume")
def _():
    w = small()
    thread = said(w).thread_id
    do(w.f, "thread.pause", thread=thread, reason="Riprendiamo a mente fredda", days=3)
    return w, w.f, {"thread": thread}


@scene("comment.report")
def _():
    w = small()
    return w, w.residents[0], {"comment": said(w).pk, "reason": "Offende"}


@scene("comment.ask_hiding")
def _():
    w = small()
    return w, w.residents[0], {"comment": said(w).pk, "reason": "Offende"}


@scene("comment.hide")
def _():
    w = small()
    return w, w.officials[0], {"comment": asked(w).pk}


@scene("comment.show")
def _():
    w = small()
    comment = asked(w)
    do(w.officials[0], "comment.hide", comment=comment.pk)
    return w, w.f, {"comment": comment.pk}
