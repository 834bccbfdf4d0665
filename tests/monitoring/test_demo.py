"""The demo's measurements give exactly the results that stand in its files."""

import pytest

from deliberation.demo.load import load_demo
from deliberation.demo.source import read_source
from monitoring.models import Monitor, Sheet
from monitoring.results import indicators_of, series_of
from proposals.models import Proposal

pytestmark = pytest.mark.django_db


def test_the_results_are_those_of_the_files():
    load_demo()
    told = next(each for each in read_source().told["interventions"] if "evaluation_grid" in each)
    made = Proposal.objects.get(title=told["title"])
    round_ = told["evaluation_grid"]["rounds"][0]
    (series,) = series_of(made)
    found = {line.item.code: float(line.after.value) for line in series.lines}
    shares = {line.item.code for line in series.lines if line.item.scale == "yes_no"}
    assert found == {code: value * 100 if code in shares else value for code, value in round_["results"].items()}
    taken = series.taken[0]
    assert (Monitor.objects.count(), taken.sites, taken.sheets, taken.office) == (18, 5, Sheet.objects.count(), 1)
    measured = {row["indicator"].label: float(row["measured"][0]["value"]) for row in indicators_of(made, [series])}
    assert measured == {each["label"]: each["measurements"][0]["value"] for each in told["indicators"]}
