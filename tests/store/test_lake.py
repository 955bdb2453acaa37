import os
import signal
import stat
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from store.making import DAY, PLACE, card, contact

from ccqa.errors import StoreError
from ccqa.store import disk
from ccqa.store.contacts import row_of as contact_row
from ccqa.store.filing import Place
from ccqa.store.lake import Lake
from ccqa.store.scorecard_rows import row_of
from ccqa.store.shelf import Shelf

NEXT = date(2026, 1, 16)


def rows(*names, day=DAY, **fields):
    return [row_of(card(name, **fields), Place(day, 1)) for name in names]


def state(lake):
    """Every file of the lake and its bytes."""
    return {p.relative_to(lake.root): p.read_bytes() for p in lake.root.rglob("*") if p.is_file() and p.name != "lock"}


def names_in(lake, day=None):
    return lake.rows("scorecards", day)["contact"].to_pylist()


@pytest.fixture
def lake(tmp_path):
    return Lake(tmp_path / "lake")


def test_an_empty_lake_has_no_rows(lake):
    assert names_in(lake) == []
    assert lake.query("SELECT count(*) AS n FROM scorecards").to_pylist() == [{"n": 0}]
    assert lake.verify() == 0


def test_rows_come_back_by_day_and_key(lake):
    lake.commit("scorecards", rows("b", "a") + rows("c", day=NEXT))
    assert names_in(lake) == ["a", "b", "c"]
    assert names_in(lake, NEXT) == ["c"]
    assert lake.days("scorecards") == (DAY, NEXT)


def test_the_same_rows_give_the_same_files_in_any_order_and_any_batches(tmp_path):
    once, twice = Lake(tmp_path / "one"), Lake(tmp_path / "two")
    once.commit("scorecards", rows("a", "b", "c", "d"))
    for batch in (("d", "b"), ("a",), ("c", "b")):
        twice.commit("scorecards", rows(*batch))
    twice.sweep()
    assert state(once) == state(twice)


def test_many_rows_give_the_same_files_in_one_batch_or_two(tmp_path):
    once, twice = Lake(tmp_path / "one"), Lake(tmp_path / "two")
    many = rows(*(f"c{k}" for k in range(2500)))
    once.commit("scorecards", many)
    twice.commit("scorecards", many[1200:])
    twice.commit("scorecards", many[:1201])
    twice.sweep()
    assert state(once) == state(twice)


def test_a_batch_again_changes_no_byte(lake):
    lake.commit("scorecards", rows("a", "b"))
    before = state(lake)
    lake.commit("scorecards", rows("a", "b"))
    assert state(lake) == before


def test_a_new_row_replaces_the_old_one_of_its_key(lake):
    lake.commit("scorecards", rows("a", "b", queue="old"))
    lake.commit("scorecards", rows("a", queue="new"))
    assert lake.rows("scorecards")["queue"].to_pylist() == ["new", "old"]


def test_of_two_rows_of_one_key_in_a_batch_the_last_counts(lake):
    lake.commit("scorecards", rows("a", queue="first") + rows("a", queue="last"))
    assert lake.rows("scorecards")["queue"].to_pylist() == ["last"]


def test_files_lie_by_day_and_are_for_their_owner_only(lake):
    lake.commit("scorecards", rows("a"))
    (file,) = lake.root.glob("scorecards/day=2026-01-15/*.parquet")
    kept = [lake.root, *lake.root.rglob("*")]
    assert {stat.S_IMODE(p.stat().st_mode) for p in kept if p.is_dir()} == {0o700}
    assert {stat.S_IMODE(p.stat().st_mode) for p in kept if p.is_file()} == {0o600}
    assert len(file.stem) == 16


def test_a_batch_that_stops_before_its_manifest_never_was(lake, monkeypatch):
    lake.commit("scorecards", rows("a"))
    before = state(lake)

    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Shelf, "commit", stop)
        with pytest.raises(KeyboardInterrupt):
            lake.commit("scorecards", rows("b"))
    assert names_in(lake) == ["a"]
    assert lake.sweep() == 1
    assert state(lake) == before


def test_a_first_batch_that_stops_leaves_an_empty_table_that_can_be_swept(lake, monkeypatch):
    real = Shelf.commit
    monkeypatch.setattr(Shelf, "commit", lambda self, new: real(self, new) if not new.partitions else 1 / 0)
    with pytest.raises(ZeroDivisionError):
        lake.commit("scorecards", rows("a"))
    monkeypatch.undo()
    assert names_in(lake) == []
    assert lake.sweep() == 1
    lake.commit("scorecards", rows("a"))
    assert names_in(lake) == ["a"]


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from ccqa.store.lake import Lake
from ccqa.store import disk
from store.test_lake import rows
real, told = disk.os.fsync, []
def fsync(handle):
    real(handle)
    told.append(handle)
    if len(told) == {step}:
        os.kill(os.getpid(), signal.SIGKILL)
disk.os.fsync = fsync
Lake(Path({root!r})).commit("scorecards", rows("a", "b", queue="new") + rows("c"))
"""


@pytest.mark.long
@pytest.mark.parametrize("step", range(1, 5))
def test_a_kill_at_any_step_leaves_the_old_state_or_the_new_one(lake, step):
    lake.commit("scorecards", rows("a", "b", queue="old"))
    code = KILLED.format(tests=str(Path(__file__).parents[1]), root=str(lake.root), step=step)
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == -signal.SIGKILL
    replaced = step == 4
    assert lake.rows("scorecards")["queue"].to_pylist() == (["new", "new", None] if replaced else ["old", "old"])
    assert lake.sweep() == (2 if step == 3 else 1)
    assert lake.verify() == 1
    lake.commit("scorecards", rows("a", "b", queue="new") + rows("c"))
    assert names_in(lake) == ["a", "b", "c"]


def test_a_second_writer_is_told_who_writes(lake):
    with lake.writing(), pytest.raises(StoreError, match=f"process {os.getpid()}.*Wait for it to end"):
        lake.commit("scorecards", rows("a"))


def test_a_lock_is_let_go_after_a_failure(lake):
    with pytest.raises(ZeroDivisionError), lake.writing():
        raise ZeroDivisionError
    lake.commit("scorecards", rows("a"))


def test_of_two_threads_one_writes(lake):
    refused = []
    with lake.writing():
        thread = threading.Thread(target=lambda: refused.append(_refusal(lake)))
        thread.start()
        thread.join()
    assert "another writer" in refused[0]


def _refusal(lake):
    with pytest.raises(StoreError) as told:
        lake.sweep()
    return str(told.value)


def _file(lake):
    return next(lake.root.glob("scorecards/*/*.parquet"))


DAMAGE = {
    "deleted": (lambda p: p.unlink(), "cannot be read"),
    "cut short": (lambda p: p.write_bytes(p.read_bytes()[:-9]), "not what was written"),
    "another file": (lambda p: p.write_bytes(b"PAR1"), "not what was written"),
    "one bit": (lambda p: p.write_bytes(p.read_bytes()[:100] + b"?" + p.read_bytes()[101:]), "not what was written"),
}


@pytest.mark.parametrize(("hurt", "told"), DAMAGE.values(), ids=DAMAGE)
def test_damage_is_named_with_a_way_out(lake, hurt, told):
    lake.commit("scorecards", rows("a"))
    hurt(_file(lake))
    name = next(iter(lake._shelf("scorecards").manifest().partitions.values())).file
    with pytest.raises(StoreError, match=f"day=2026-01-15/{name}.*{told}.*backup"):
        lake.rows("scorecards")
    with pytest.raises(StoreError, match=name):
        lake.verify()


@pytest.mark.parametrize("hurt", [DAMAGE["deleted"][0], DAMAGE["another file"][0]])
def test_a_query_over_a_damaged_file_names_it(lake, hurt):
    lake.commit("scorecards", rows("a"))
    path = _file(lake)
    hurt(path)
    with pytest.raises(StoreError, match=path.name):
        lake.query("SELECT contact FROM scorecards")


def test_all_damage_is_named_at_once(lake):
    lake.commit("scorecards", rows("a") + rows("b", day=NEXT))
    for path in lake.root.glob("scorecards/*/*.parquet"):
        path.unlink()
    with pytest.raises(StoreError, match=r"(?s)day=2026-01-15.*day=2026-01-16"):
        lake.verify()


def test_a_damaged_day_can_be_dropped_and_run_again(lake):
    lake.commit("scorecards", rows("a") + rows("b", day=NEXT))
    _file(lake).unlink()
    lake.drop("scorecards", DAY)
    lake.drop("scorecards", NEXT)
    lake.commit("scorecards", rows("a") + rows("b", day=NEXT))
    assert names_in(lake) == ["a", "b"]


def test_a_damaged_manifest_is_named(lake):
    lake.commit("scorecards", rows("a"))
    (lake.root / "scorecards" / "manifest.json").write_text("{")
    with pytest.raises(StoreError, match=r"manifest\.json.*cannot be read.*backup"):
        names_in(lake)


def test_a_manifest_cannot_point_out_of_the_lake(lake):
    lake.commit("scorecards", rows("a"))
    path = lake.root / "scorecards" / "manifest.json"
    path.write_text(path.read_text().replace(_file(lake).name, "../../../etc/passwd"))
    with pytest.raises(StoreError, match="cannot be read"):
        names_in(lake)


def test_a_lost_manifest_is_no_empty_table_and_nothing_is_swept(lake):
    lake.commit("scorecards", rows("a"))
    (lake.root / "scorecards" / "manifest.json").unlink()
    for ask in (names_in, Lake.sweep, lambda one: one.commit("scorecards", rows("b"))):
        with pytest.raises(StoreError, match="manifest is missing"):
            ask(lake)
    assert _file(lake).exists()


def test_a_newer_manifest_is_left_alone(lake):
    lake.commit("scorecards", rows("a"))
    path = lake.root / "scorecards" / "manifest.json"
    path.write_text(path.read_text().replace('"version": 1', '"version": 2'))
    with pytest.raises(StoreError, match=r"version 2.*newer ccqa"):
        names_in(lake)


def test_another_time_zone_is_refused_since_days_would_overlap(lake):
    lake.commit("scorecards", rows("a"))
    with pytest.raises(StoreError, match=r"UTC.*Europe/Brussels"):
        names_in(Lake(lake.root, ZoneInfo("Europe/Brussels")))


def test_sweep_leaves_what_is_listed_and_what_is_not_ours(lake):
    lake.commit("scorecards", rows("a"))
    lake.commit("scorecards", rows("b"))
    stranger = lake.root / "scorecards" / "notes.txt"
    stranger.write_text("mine")
    (lake.root / "scorecards" / "manifest.json.tmp").write_text("half")
    assert lake.sweep() == 2
    assert stranger.exists()
    assert names_in(lake) == ["a", "b"]
    assert lake.sweep() == 0


def test_a_dropped_day_is_gone_from_disk(lake):
    lake.commit("scorecards", rows("a") + rows("b", day=NEXT))
    assert lake.drop("scorecards", DAY) == 1
    assert names_in(lake) == ["b"]
    assert not (lake.root / "scorecards" / "day=2026-01-15").exists()


def test_a_query_takes_values_and_tables(lake):
    import pyarrow as pa

    lake.commit("scorecards", rows("a", "b", "c"))
    found = lake.query(
        "SELECT contact FROM scorecards SEMI JOIN asked USING (contact) WHERE contact > $low ORDER BY 1",
        {"low": "a"},
        asked=pa.table({"contact": ["a", "c"]}),
    )
    assert found.to_pylist() == [{"contact": "c"}]


FORBIDDEN = {
    "another file": "SELECT * FROM read_text('/etc/passwd')",
    "a write": "COPY (SELECT 1) TO '/tmp/ccqa-out.csv'",
    "a change": "DROP VIEW scorecards",
    "two statements": "SELECT 1; SELECT 2",
    "nothing": "",
    "an extension": "INSTALL httpfs",
    "a setting": "SET enable_external_access = true",
}


@pytest.mark.parametrize("sql", FORBIDDEN.values(), ids=FORBIDDEN)
def test_a_query_only_asks(lake, sql):
    lake.commit("scorecards", rows("a"))
    with pytest.raises(StoreError):
        lake.query(sql)


def test_a_query_error_keeps_values_secret(lake):
    lake.commit("contacts", [contact_row(contact("secret-words"), PLACE)])
    with pytest.raises(StoreError) as told:
        lake.query("SELECT CAST(id AS INTEGER) FROM contacts")
    assert "secret-words" not in str(told.value)


def test_an_unknown_column_is_named(lake):
    with pytest.raises(StoreError, match="colour"):
        lake.query("SELECT colour FROM scorecards")


def test_an_unknown_table_is_told_apart(lake):
    with pytest.raises(StoreError, match=r"'cards'.*contacts, scorecards"):
        lake.rows("cards")


def test_a_reader_meets_a_sweep_and_reads_the_new_state(lake, monkeypatch):
    lake.commit("scorecards", rows("a"))
    real, met = Shelf.read, []

    def read(self, day, entry):
        if not met:
            met.append(1)
            lake.commit("scorecards", rows("b"))
            lake.sweep()
        return real(self, day, entry)

    monkeypatch.setattr(Shelf, "read", read)
    assert names_in(lake) == ["a", "b"]


def test_a_full_disk_is_told(lake, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    lake.commit("scorecards", rows("a"))
    monkeypatch.setattr(disk.os, "fsync", full)
    with pytest.raises(StoreError, match=r"No space left on device.*Make room"):
        lake.commit("scorecards", rows("b"))
    assert names_in(lake) == ["a"]


def test_a_lake_works_in_a_folder_with_an_odd_name(tmp_path):
    lake = Lake(tmp_path / "it's [a] *lake*")
    lake.commit("scorecards", rows("a"))
    assert lake.query("SELECT contact FROM scorecards").to_pylist() == [{"contact": "a"}]
