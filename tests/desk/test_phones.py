"""Links for phones: nobody guesses them, one phone opens them, they run out, and the code leads to them."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops
from zxingcpp import read_barcodes

from handouts.components.qr import QUIET_MODULES
from handouts.desk.phones import Links, PhonePage, code_path, own_address
from handouts.desk.settings import settings
from handouts.problems import UsageError
from tests.desk.desks import Clock

PAGE = PhonePage("One", "en", b"<p>One</p>")


def test_one_phone_opens_it_again_and_again_and_no_other() -> None:
    links = Links(Clock())
    token = links.make((PAGE,), "order")
    assert len(token) >= 32
    opened = links.open(token, None)
    assert opened is not None
    link, phone = opened
    assert link.pages == (PAGE,)
    assert links.open(token, phone) is not None
    for other in (None, "", "x", "ü", token):
        assert links.open(token, other) is None
    assert links.open("", None) is None


def test_it_runs_out_and_opening_it_does_not_keep_it() -> None:
    clock = Clock()
    links = Links(clock)
    token = links.make((PAGE,), "order")
    clock.now += settings().limits["phone"] - 1
    opened = links.open(token, None)
    assert opened is not None
    clock.now += 1
    assert links.open(token, opened[1]) is None


def test_it_is_withdrawn_with_the_order_unless_a_phone_has_it() -> None:
    links = Links(Clock())
    one, two = links.make((PAGE,), "order"), links.make((PAGE,), "order")
    opened = links.open(one, None)
    assert opened is not None
    links.forget("another")
    links.forget("order")
    assert links.open(one, opened[1]) is not None
    assert links.open(two, None) is None


def test_no_more_are_kept_than_fit() -> None:
    links = Links(Clock())
    tokens = [links.make((PAGE,), "order") for _ in range(settings().limits["held"] + 1)]
    assert links.open(tokens[0], None) is None
    assert links.open(tokens[-1], None) is not None


def test_a_camera_reads_the_address_in_the_code() -> None:
    address = "http://192.168.1.20:8322/" + "aB3_-xYz" * 4
    width, path = code_path(address)
    picture = Image.new("L", (width, width), 255)
    for module in path.removeprefix("M").split("M"):
        x, y = (int(part) for part in module.split("h")[0].split())
        picture.putpixel((x, y), 0)
    assert ImageChops.invert(picture).getbbox() == (
        QUIET_MODULES, QUIET_MODULES, width - QUIET_MODULES, width - QUIET_MODULES,
    )  # fmt: skip
    (read,) = read_barcodes(picture.resize((width * 4, width * 4), Image.Resampling.NEAREST))
    assert read.text == address


@pytest.mark.parametrize("wanted", ["0.0.0.0", "8.8.8.8", "clinic", "::", "1.2.3"])
def test_only_an_address_in_a_network_of_ones_own_will_do(wanted: str) -> None:
    with pytest.raises(UsageError, match="address"):
        own_address(wanted)


def test_an_address_of_the_clinic_is_taken() -> None:
    assert own_address("192.168.1.20") == "192.168.1.20"
