"""What several commands of this app share: which stream they lock."""

from typing import Any

from monitoring.rules import intervention_of
from proposals.workflow import streams_of


def streams_of_its_process(**targets: Any) -> list[str]:
    return streams_of(intervention_of(**targets))
