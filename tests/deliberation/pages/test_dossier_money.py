"""The dossier does not hide what nobody pays yet: the gap stands under the sum, on the page and on paper."""

import pytest

from proposals.models import BudgetLine
from tests.deliberation.pages.evening import programmed
from tests.deliberation.pages.test_dossier import file, page
from tests.deliberation.pages.test_journey import walked
from tests.deliberation.pages.test_result_pdf import missing
from tests.helpers.scenes import official

pytestmark = pytest.mark.django_db


def test_money_that_nobody_gives_yet_stands_under_the_sum():
    w, problem, drafts = walked()
    plan = programmed(w, drafts[0], official(w)).programme
    total = sum(BudgetLine.objects.filter(programme=plan).values_list("cents", flat=True))
    assert "arestillmissing" not in page(problem)
    plan.cost = total + 50_000
    plan.save()
    said = [f"500.00 € are still missing: the whole costs {plan.cost / 100:,.2f} €."]
    assert (missing(said, page(problem)), missing(said, file(problem))) == ([], [])
