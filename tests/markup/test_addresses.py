"""Addresses and language tags."""

from __future__ import annotations

import pytest

from handouts.markup import bad_address, is_language


@pytest.mark.parametrize(
    "address",
    ["https://x.org", "http://x.org:8080/a?b=c#d", "HTTPS://X.ORG", "mailto:a@b.org", "tel:+1-770-555-0142", "tel:988", "https://[::1]/", "https://x.org/a@b"],
)  # fmt: skip
def test_good_addresses(address: str) -> None:
    assert bad_address(address) is None


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("javascript:alert(1)", "not allowed"),
        ("file:///etc/hostname", "not allowed"),
        ("data:text/html,x", "not allowed"),
        ("ftp://x.org", "not allowed"),
        ("vbscript:x", "not allowed"),
        ("x.org", "how to reach"),
        ("www.x.org:80", "how to reach"),
        ("//x.org", "how to reach"),
        ("", "how to reach"),
        ("https://", "not finished"),
        ("https:///path", "not finished"),
        ("https://user@evil.org", "not finished"),
        ("mailto:nobody", "not finished"),
        ("tel:call-me", "not finished"),
        ("https://x.org/a b", "cannot stand"),
        ("https://x.org/<b>", "cannot stand"),
        ("https://x.org/ñ", "cannot stand"),
    ],
)
def test_bad_addresses(address: str, word: str) -> None:
    wrong = bad_address(address)
    assert wrong is not None
    assert word in wrong[0]
    assert wrong[1]


def test_where_only_the_web_is_allowed_others_are_not() -> None:
    assert bad_address("mailto:a@b.org", ("https", "http")) is not None


@pytest.mark.parametrize(
    "tag", ["en", "es-MX", "zh-Hant", "zh-Hant-TW", "es-419", "ast", "sl-rozaj", "en-x-plain", "de-CH-1996"]
)
def test_good_tags(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize(
    "tag", ["", "e", "english", "en_US", "en-", "-en", "en--US", "e1", "en-US-", "en-" + "x" * 40, "en US"]
)
def test_bad_tags(tag: str) -> None:
    assert not is_language(tag)
