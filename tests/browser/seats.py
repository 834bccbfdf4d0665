"""People who write between meetings, seated in the server's database: pages open with the cookie of their device."""

import json
from typing import Any

# A draft solution for a confirmed problem, another problem, and four people who stand under all of them.
SCENE = """
import json
from people.keys import plain_hash
from proposals.models import Author, Proposal
from tests.helpers.scenes import solved
from tests.helpers.world import do, world
w = world(residents=3, officials=1)
made = solved(w)
problem = Proposal.objects.get(process=w.process, kind="problem")
twin = Proposal.objects.create(process=w.process, kind="problem", state="confirmed", number=90, lang="it",
                               title="Manca sempre un documento", body="Si torna tre volte.")
tokens = {}
for n, seat in enumerate([*w.residents[:3], w.officials[0]]):
    tokens[seat.participant.pk] = f"token-{made.pk}-{n}"
    seat.device.token_hash = plain_hash(tokens[seat.participant.pk])
    seat.device.save()
for each, who in ((made, 4), (problem, 1), (twin, 1)):
    Author.objects.filter(proposal=each).delete()
    seats = [*w.residents, w.officials[0]][:who] if each != twin else w.residents[1:2]
    for seat in seats:
        Author.objects.create(proposal=each, participant=seat.participant, answer="confirmed")
ids = {"solution": made.pk, "problem": problem.pk, "twin": twin.pk}
print("SCENE " + json.dumps({**ids, "seats": list(tokens.items())}))
"""


def written(place: Any) -> dict[str, Any]:
    """Make the scene and return its ids: solution, problem, twin, seats [(seat, token)]."""
    said = place.servers[0].manage("shell", "-c", SCENE)
    return dict(json.loads(said.partition("SCENE ")[2]))


def page_of(pages: Any, url: str, scene: dict[str, Any], number: int, **settings: Any) -> tuple[Any, str]:
    """Open a page as one of the people; returns it with the seat's id."""
    seat, token = scene["seats"][number]
    page = pages(**settings)
    page.context.add_cookies([{"name": "tessera_device", "value": token, "url": url}])
    return page, seat
