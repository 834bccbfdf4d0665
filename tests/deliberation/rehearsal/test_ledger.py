"""The reducer's rules as a simulated device keeps them, and the faults it must notice."""

from deliberation.rehearsal.ledger import Ledger


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
