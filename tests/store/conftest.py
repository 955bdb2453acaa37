from __future__ import annotations

import pytest

from ccqa.store import Store


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "data") as opened:
        yield opened
