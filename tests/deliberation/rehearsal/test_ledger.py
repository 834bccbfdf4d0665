"""The reducer's rules as a simulated device keeps them, and the faults it must notice."""

from deliberation.rehearsal.ledger import Ledger
from deliberation.rehearsal.views import View, Views


def started(seq: int = 3) -> Ledger:
    ledger = Ledger()
    ledger.connected()
    ledger.take({"snapshot": {"seq": seq, "epoch": 0, "tables": {"cards": {"a": {"n": 1}}}, "mine": {}, "live": {}}})
    return ledger


def test_the_next_event_assigns_rows_and_null_deletes_them():
    ledger = started()
    assert ledger.take({"seq": 4, "event": "x", "set": {"cards": {"b": {"n": 2}, "a": None}}})
    assert (ledger.last, ledger.tables) == (4, {"cards": {"b": {"n": 2}}})


def test_a_filtered_event_only_counts_on():
    ledger = started()
    assert ledger.take({"seq": 4})
    assert (ledger.last, ledger.holes) == (4, 0)


def test_a_hole_is_noticed_and_nothing_after_it_is_applied():
    ledger = started()
    assert not ledger.take({"seq": 5, "event": "x", "set": {"cards": {"b": {"n": 2}}}})
    assert (ledger.last, ledger.holes, ledger.tables) == (3, 1, {"cards": {"a": {"n": 1}}})


def test_the_same_number_twice_on_one_connection_is_doubled():
    ledger = started()
    ledger.take({"seq": 4})
    ledger.take({"seq": 4})
    assert (ledger.doubled, ledger.last) == (1, 4)


def test_an_event_that_the_snapshot_already_holds_is_no_fault():
    ledger = started()
    ledger.take({"seq": 3, "event": "x", "set": {"cards": {"a": {"n": 9}}}})
    assert (ledger.doubled, ledger.disordered, ledger.covered) == (0, 0, 1)
    assert ledger.tables == {"cards": {"a": {"n": 1}}}


def test_an_earlier_number_after_a_later_one_is_out_of_order():
    ledger = started()
    ledger.take({"seq": 5})
    ledger.take({"seq": 4})
    assert ledger.disordered == 1


def test_after_a_new_connection_the_same_numbers_may_come_again():
    ledger = started()
    ledger.take({"seq": 4})
    ledger.connected()
    ledger.take({"seq": 4})
    assert (ledger.doubled, ledger.covered) == (0, 1)


def test_a_heartbeat_reveals_a_lost_last_event():
    ledger = started()
    assert ledger.take({"live": {"online": 2}, "seq": 3, "now": 0})
    assert not ledger.take({"live": {"online": 2}, "seq": 4, "now": 0})


def test_a_question_reveals_a_lost_last_event_once():
    ledger = started()
    assert ledger.take({"ask": 3, "now": 0})
    assert [ledger.take({"ask": 5, "now": 0}) for _ in range(3)] == [False] * 3
    assert (ledger.holes, ledger.behind) == (1, True)


def test_what_was_on_its_way_when_we_asked_again_is_neither_doubled_nor_out_of_order():
    ledger = started()
    ledger.take({"seq": 5})
    ledger.asked()
    for seq in (6, 4, 5, 6):
        ledger.take({"seq": seq})
    assert (ledger.last, ledger.holes, ledger.doubled, ledger.disordered) == (6, 1, 0, 0)


def test_before_the_first_picture_nothing_is_missing():
    ledger = Ledger()
    ledger.connected()
    assert ledger.take({"ask": 9, "now": 0})
    assert ledger.take({"live": {}, "seq": 9, "now": 0})


def test_only_who_has_heard_everything_counts_how_long_a_delivery_took():
    ledger = started()
    ledger.connected()
    ledger.take({"seq": 4})
    assert not ledger.present
    ledger.take({"live": {}, "seq": 4, "now": 0})
    assert ledger.present


def test_phones_that_were_sent_the_same_hold_the_same_view_and_one_that_was_not_another():
    views = Views()
    phones = [Ledger(views) for _ in range(3)]
    picture = {"snapshot": {"seq": 3, "epoch": 0, "tables": {"cards": {}}, "mine": {}, "live": {}}}
    for phone in phones:
        phone.take(picture)
    said = '{"seq": 4, "event": "x", "set": {"cards": {"a": {"n": 1}}}}'
    phones[0].take(views.read(said))
    phones[1].take(views.read(said))
    phones[2].take(views.read(said.replace('"n": 1', '"n": 2')))
    assert phones[0].view is phones[1].view
    assert phones[2].tables == {"cards": {"a": {"n": 2}}}
    assert [phone.view.digest == phones[0].view.digest for phone in phones] == [True, True, False]


def test_who_comes_later_shares_the_view_of_those_who_were_there():
    views = Views()
    first, late = Ledger(views), Ledger(views)
    first.take({"snapshot": {"seq": 3, "epoch": 0, "tables": {"cards": {}}, "mine": {}, "live": {}}})
    first.take({"seq": 4, "event": "x", "set": {"cards": {"a": {"n": 1}}}})
    late.take({"snapshot": {"seq": 4, "epoch": 0, "tables": {"cards": {"a": {"n": 1}}}, "mine": {}, "live": {}}})
    assert late.view is first.view


def test_a_view_never_changes_and_its_digest_knows_no_order_and_no_empty_table():
    views = Views()
    before = views.whole({"seq": 1, "tables": {"cards": {"a": {"n": 1}}, "groups": {}}})
    digest = before.digest
    both = views.after(before, {"seq": 2, "set": {"cards": {"b": {"n": 2}}, "polls": {"p": None}}})
    assert (before.tables["cards"], before.digest) == ({"a": {"n": 1}}, digest)
    assert both.digest == View(9, {"cards": {"b": {"n": 2}, "a": {"n": 1}}}).digest
