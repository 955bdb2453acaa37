import ast
import stat
from pathlib import Path

from store.making import DAY, card, contact

import ccqa
from ccqa.store import Basis, Store

DATABASES = {"duckdb", "sqlalchemy", "alembic", "psycopg", "sqlite3"}


def test_a_store_is_opened_in_a_folder_that_is_not_there_yet(tmp_path):
    with Store.open(tmp_path / "a" / "store") as store:
        store.contacts.save([contact()], DAY)
        store.cards.save([card()], DAY)
    assert stat.S_IMODE((tmp_path / "a" / "store").stat().st_mode) == 0o700
    assert sorted(p.name for p in (tmp_path / "a" / "store").iterdir()) == ["lake", "ledger.sqlite"]
    with Store.open(tmp_path / "a" / "store") as store:
        assert store.contacts.contact("c1") == contact()
        assert store.cards.card("c1", basis=Basis("iso@1", "e1")) == (card(),)


def test_the_ledger_may_be_elsewhere(tmp_path):
    with Store.open(tmp_path / "store", f"sqlite:///{tmp_path}/elsewhere.sqlite"):
        assert (tmp_path / "elsewhere.sqlite").exists()
        assert not (tmp_path / "store").exists()


def test_a_folder_with_an_odd_name_holds_a_ledger(tmp_path):
    folder = tmp_path / "50% of ?it #1"
    with Store.open(folder):
        assert (folder / "ledger.sqlite").exists()


def test_no_module_outside_the_store_imports_a_database():
    package = Path(ccqa.__file__).parent
    others = [
        p
        for p in package.rglob("*.py")
        if (package / "store") not in p.parents and not {package / "sources", package / "people"} & {*p.parents}
    ]
    assert [p.name for p in others if _imports(p) & DATABASES] == []


def _imports(path):
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", "") or ""]
        found |= {name.split(".")[0] for name in names if isinstance(node, ast.Import | ast.ImportFrom)}
    return found
