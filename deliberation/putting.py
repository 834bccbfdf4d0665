"""What is put to the vote: the groups on the wall, solutions of the process, or options written for this one vote."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from deliberation.models import Activity, Group, Poll, PollOption, Room
from proposals.models import Proposal
from realtime.refusal import Refused

Given = dict[str, Any]  # {"title", "lang", "translations", "cost", "proposal"}
CHOICES = (Poll.Method.MAJORITY_JUDGMENT, Poll.Method.SCHULZE)
TEMPERATURES = (Poll.Method.APPROVAL, Poll.Method.SCORE)
FEWEST = {Poll.Method.STV: 2}
MOST = 30


def put_groups(poll: Poll, room: Room) -> list[PollOption]:
    """Return the groups on the wall as options, not saved yet."""
    groups = list(Group.objects.filter(room=room, gone=False))
    if len(groups) < 2:
        raise Refused(_("There must be at least two groups on the wall."))
    return [
        PollOption(poll=poll, position=place, title=g.title, lang=g.lang, texts={g.lang: g.title}, group=g)
        for place, g in enumerate(groups)
    ]


def put_options(poll: Poll, activity: Activity, given: list[Given]) -> list[PollOption]:
    """Return the options given for this vote, not saved yet; where one is chosen, "no change" is always among them."""
    fewest = FEWEST.get(Poll.Method(poll.method), 1)
    if not fewest <= len(given) <= MOST:
        few = ngettext("This vote needs between %(n)s option and %(most)s.",
                       "This vote needs between %(n)s options and %(most)s.", fewest)  # fmt: skip
        raise Refused(few % {"n": fewest, "most": MOST})
    options = [_option(poll, activity, place, each) for place, each in enumerate(given)]
    texts = [tuple(sorted(option.texts.items())) for option in options]
    if len(set(texts)) < len(texts):
        raise Refused(_("Two options say the same."))
    if poll.method in CHOICES:
        options.append(_no_change(poll, len(options)))
    if poll.method == Poll.Method.EQUAL_SHARES and any(option.cost is None for option in options):
        raise Refused(_("Write for every option what it costs."))
    return options


def _option(poll: Poll, activity: Activity, place: int, given: Given) -> PollOption:
    cost = given.get("cost") if poll.method == Poll.Method.EQUAL_SHARES else None
    if given.get("proposal"):
        proposal = _solution(activity, given["proposal"])
        title, lang = proposal.title, proposal.lang
    else:
        proposal, title, lang = None, given["title"], given["lang"]
    if not title:
        raise Refused(_("Every option needs its words."))
    texts = {**given.get("translations", {}), lang: title}
    return PollOption(
        poll=poll, position=place, title=title, lang=lang, texts=texts, cost=cost, proposal=proposal
    )  # fmt: skip


def _solution(activity: Activity, key: str) -> Proposal:
    room = activity.room
    found = Proposal.objects.filter(
        pk=key, process=room.process_id, rehearsal=room.rehearsal, kind=Proposal.Kind.SOLUTION
    ).first()
    if found is None:
        raise Refused(_("This solution belongs to another process, or to a rehearsal."))
    return found


def _no_change(poll: Poll, place: int) -> PollOption:
    texts = {}
    for lang, _name in settings.LANGUAGES:
        with translation.override(lang):
            texts[lang] = gettext("Leave things as they are")
    lang = poll.room.lang if poll.room.lang in texts else "it"
    return PollOption(poll=poll, position=place, title=texts[lang], lang=lang, texts=texts)
