"""Two hundred random documents of every kind of block: none may be refused."""

from __future__ import annotations

import pytest

from tests.engine import shipped
from tests.proof.documents import random_made

DOCUMENTS = 200
_BATCH = 20


@pytest.mark.parametrize("first", range(0, DOCUMENTS, _BATCH))
def test_good_documents_pass(first: int) -> None:
    refused = {}
    for seed in range(first, first + _BATCH):
        made = random_made(seed, seed % 9 + 2, "hillside" if seed % 7 == 6 else "loganville")
        problems = made.prove()
        if problems:
            refused[seed] = [problem.message for problem in problems]
    assert not refused


def test_the_shipped_handouts_pass() -> None:
    assert not [made.handout.id for made in shipped() if made.prove()]
