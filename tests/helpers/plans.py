"""What an intervention needs besides title, office, dates, money, indicators: for tests that are about other things."""

from typing import Any

WHOLE: dict[str, Any] = {
    "kind": "service_quality_monitoring",
    "goal": "Servizi che capiscono",
    "purpose": "Documenti completi",
    "results": ["Dieci schede"],
    "assumptions": ["L'elenco non cambia"],
    "risks": [{"text": "Manca chi traduce", "likelihood": 2, "impact": 3, "response": "Quattro lingue"}],
    "details": {"services": "Anagrafe", "rounds": "Due"},
}
