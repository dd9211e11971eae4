"""From draft to recall through the public functions: review, build, verify and changes on real files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from handouts.problems import ContentError, MachineError, Problem, UsageError
from handouts.publish import Options, Verdict, Vouching, build, changes, issues, review, verify
from handouts.rules import rulebook
from tests.sheets import ROOT, STYLES, content, text_of

TODAY = date(2026, 11, 24)
VOUCHING = Vouching("Test Person", "Tester, not a clinician", "2026-11-24", "2027-11-01")


@pytest.fixture
def options(tmp_path: Path) -> Options:
    text = content("- heading: One\n  body:\n    - It helped 52 in 100 people. Call 770-555-0100. [@one]\n")
    (tmp_path / "content.yaml").write_text(f"# A note.\n{text}", encoding="utf-8")
    return Options(tmp_path / "content.yaml", STYLES, tmp_path / "out", today=TODAY)


def edit(options: Options, old: str, new: str) -> None:
    text = options.content.read_text(encoding="utf-8")
    assert old in text
    options.content.write_text(text.replace(old, new), encoding="utf-8")


def built(options: Options) -> Path:
    (one,) = build(options)
    assert one.published, one.problems
    return one.path


def lifecycle(problems: Iterable[Problem]) -> list[str]:
    """The codes of the problems that the calendar makes."""
    return [problem.code for problem in problems if not rulebook().rules[problem.code].waivable]


def verdict(options: Options, subject: Path | str) -> Verdict:
    (one,) = verify(options, (str(subject),))
    assert one.because
    return one.verdict


def test_a_draft_says_so_on_every_page_and_cannot_be_final(options: Options) -> None:
    path = built(options)
    assert "Draft: not clinically reviewed" in text_of(path.read_bytes())
    before = path.read_bytes()
    (refused,) = build(replace(options, final=True))
    assert lifecycle(refused.problems) == ["not-final"]
    assert path.read_bytes() == before


def test_a_translation_is_told_how_to_review_it_and_not_its_original(options: Options) -> None:
    visit = replace(options, content=ROOT / "tests" / "fixtures" / "personal-visit.yaml", final=True)
    hints = {one.handout.language: one.problems[-1].hint or "" for one in build(replace(visit, names=("visit",)))}
    assert "review visit --language es --by" in hints["es"]
    assert "review visit --by" in hints["en"]
    assert all(hint.endswith(f"--content {visit.content}") for hint in hints.values())


def test_a_review_changes_its_own_lines_and_nothing_else(options: Options) -> None:
    before = options.content.read_text(encoding="utf-8")
    reviewed = review(options, "sample", VOUCHING)
    after = options.content.read_text(encoding="utf-8")
    assert reviewed.standing.final
    changed = [line for line in after.splitlines() if line not in before.splitlines()]
    (line,) = changed
    assert line.startswith('    review: {status: reviewed, version: "1.0", edition: 2026-11-23, by: Test Person')
    assert f'fingerprint: "{reviewed.standing.fingerprint}"' in line
    assert [line for line in before.splitlines() if line not in after.splitlines()] == [
        '    review: {status: draft, version: "1.0", edition: 2026-11-23}'
    ]


def test_line_ends_and_a_byte_order_mark_stay(options: Options) -> None:
    data = b"\xef\xbb\xbf" + options.content.read_bytes().replace(b"\n", b"\r\n")
    options.content.write_bytes(data)
    review(options, "sample", VOUCHING)
    after = options.content.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf# A note.\r\n")
    assert after.count(b"\r\n") == after.count(b"\n") == data.count(b"\n")


def test_a_reviewed_sheet_is_final_and_names_who_vouches(options: Options) -> None:
    review(options, "sample", VOUCHING)
    text = text_of(built(replace(options, final=True)).read_bytes())
    assert "Draft" not in text
    assert "Reviewed by Test Person, Tester, not a clinician, on Nov 24, 2026." in text
    assert "Next review Nov 1, 2027." in text


@pytest.mark.parametrize(
    ("old", "new"), [("52 in 100", "25 in 100"), ("phone: 770-555-0100", "phone: 770-555-0101"), ("2020", "2021")]
)
def test_a_changed_word_is_seen_until_it_is_reviewed_anew(options: Options, old: str, new: str) -> None:
    review(options, "sample", VOUCHING)
    edit(options, old, new)
    (one,) = build(options)
    assert "changed-since-review" in [problem.code for problem in one.problems]
    assert "Changed since its review" in text_of(one.path.read_bytes())
    assert not next(build(replace(options, final=True))).published
    review(options, "sample", VOUCHING)
    assert next(build(replace(options, final=True))).published


def test_the_day_makes_it_due_and_then_expired(options: Options) -> None:
    review(options, "sample", VOUCHING)
    (due,) = build(replace(options, today=date(2027, 10, 1), final=True))
    assert lifecycle(due.problems) == ["review-due"]
    assert due.published
    later = replace(options, today=date(2027, 11, 2))
    assert lifecycle(next(build(replace(later, final=True))).problems) == ["review-expired", "not-final"]
    assert "The review of this sheet ran out" in text_of(built(later).read_bytes())


def test_the_same_day_gives_the_same_bytes(options: Options) -> None:
    review(options, "sample", VOUCHING)
    first = built(options).read_bytes()
    assert built(replace(options, today=date(2026, 12, 24))).read_bytes() == first  # no state has changed
    expired = replace(options, today=date(2028, 1, 1))
    assert built(expired).read_bytes() == built(replace(expired, today=date(2029, 1, 1))).read_bytes() != first


def test_errors_keep_a_text_from_being_vouched_for(options: Options) -> None:
    edit(options, "52 in 100", "52 in 100 \u0f04")
    before = options.content.read_bytes()
    with pytest.raises(ContentError):
        review(options, "sample", VOUCHING)
    assert options.content.read_bytes() == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"next": "2026-11-24"}, "not after"),
        ({"next": "soon"}, "soon"),
        ({"by": " "}, "name and a role"),
        ({"language": "es"}, "not there in the language"),
    ],
)
def test_a_review_that_makes_no_sense_is_refused(options: Options, change: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        review(options, "sample", replace(VOUCHING, **change))


def test_one_version_is_one_text(options: Options) -> None:
    review(options, "sample", VOUCHING)
    built(options)
    edit(options, "52 in 100", "25 in 100")
    with pytest.raises(ContentError, match="version-reused"):
        review(options, "sample", VOUCHING)
    reviewed = review(options, "sample", replace(VOUCHING, version="1.1"))
    assert (reviewed.handout.review.version, reviewed.handout.review.edition) == ("1.1", "2026-11-24")


# --- verify ------------------------------------------------------------------------------------------------------


def test_a_file_just_built_is_current_and_so_is_its_code(options: Options) -> None:
    path = built(options)
    assert verdict(options, path) is Verdict.DRAFT
    review(options, "sample", VOUCHING)
    assert verdict(options, path) is Verdict.SUPERSEDED  # it still says draft
    path = built(options)
    assert verdict(options, path) is Verdict.CURRENT
    code = issues(options.out)[-1].code
    assert verdict(options, code.lower().replace("-", " ")) is Verdict.CURRENT
    assert verdict(options, f"CODE:{code} SAMPLE V1.0 OF 2026-11-23") is Verdict.CURRENT


def test_a_copy_of_an_old_version_is_superseded(options: Options, tmp_path: Path) -> None:
    review(options, "sample", VOUCHING)
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(built(options).read_bytes())
    edit(options, "52 in 100", "55 in 100")
    built(options)
    assert verdict(options, copy) is Verdict.CURRENT  # nobody has reviewed the new text yet
    review(options, "sample", replace(VOUCHING, version="1.1"))
    path = built(options)
    (told,) = verify(options, (str(copy),))
    assert told.verdict is Verdict.SUPERSEDED
    assert "version 1.1" in told.because
    assert verdict(options, path) is Verdict.CURRENT


def test_an_expired_a_retired_and_a_recalled_sheet_are_told(options: Options) -> None:
    review(options, "sample", VOUCHING)
    path = built(options)
    assert verdict(replace(options, today=date(2027, 11, 2)), path) is Verdict.EXPIRED
    edit(options, "status: reviewed", "since: 2026-12-01, reason: A wrong number., status: recalled")
    (told,) = verify(options, (str(path),))
    assert told.verdict is Verdict.RECALLED
    assert "A wrong number." in told.because
    edit(options, "status: recalled", "status: retired")
    assert verdict(options, path) is Verdict.RETIRED


def test_an_earlier_version_stays_recalled_when_a_new_one_is_out(options: Options, tmp_path: Path) -> None:
    review(options, "sample", VOUCHING)
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(built(options).read_bytes())
    edit(options, "52 in 100", "55 in 100")
    recall = '    recalls: [{version: "1.0", since: 2026-12-01, reason: A wrong number., replaced_by: version 1.1}]\n'
    edit(options, "    sections:\n", f"{recall}    sections:\n")
    review(options, "sample", replace(VOUCHING, version="1.1"))
    built(options)
    (told,) = verify(options, (str(copy),))
    assert told.verdict is Verdict.RECALLED
    assert told.because.endswith("use instead: version 1.1")


def test_an_edited_pdf_is_found_out(options: Options, tmp_path: Path) -> None:
    path = built(options)
    saved = tmp_path / "saved.pdf"
    with pikepdf.open(path) as pdf:
        pdf.save(saved)
    assert verdict(options, saved) is Verdict.ALTERED
    flipped = tmp_path / "flipped.pdf"
    data = bytearray(path.read_bytes())
    data[data.rindex(b"startxref") - 40] ^= 1
    flipped.write_bytes(data)
    assert verdict(options, flipped) in {Verdict.ALTERED, Verdict.NOT_OURS}


def test_without_the_register_a_good_copy_is_still_known(options: Options) -> None:
    path = built(replace(options, style="hillside", paper="a4", edition="large-print"))
    (options.out / "register.yaml").unlink()
    assert verdict(options, path) is Verdict.DRAFT


def test_what_is_not_ours_is_told(options: Options, tmp_path: Path) -> None:
    other = tmp_path / "other.pdf"
    pikepdf.new().save(other)
    assert verdict(options, other) is Verdict.NOT_OURS
    other.write_bytes(b"no PDF")
    assert verdict(options, other) is Verdict.NOT_OURS
    assert verdict(options, "0000-0000-0000") is Verdict.NOT_OURS


def test_a_mistyped_code_is_refused_with_the_one_meant(options: Options) -> None:
    built(options)
    code = issues(options.out)[-1].code
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    with pytest.raises(UsageError) as told:
        verify(options, (wrong,))
    assert told.value.hint == f"did you mean {code}?"


def test_a_missing_file_is_a_fault_of_the_machine(options: Options) -> None:
    with pytest.raises(MachineError):
        verify(options, (str(options.out / "none.pdf"),))


# --- the register ------------------------------------------------------------------------------------------------


def test_the_register_lists_each_file_once(options: Options) -> None:
    built(options)
    built(options)
    built(replace(options, paper="a4"))
    found = issues(options.out)
    assert [(issue.file, issue.paper, issue.issued) for issue in found] == [
        ("sample.pdf", "letter", "2026-11-24"),
        ("sample.a4.pdf", "a4", "2026-11-24"),
    ]
    assert len({issue.code for issue in found}) == 1


@pytest.mark.parametrize("damage", ["- {broken\n", "- {}\n", "words\n", "- 3\n"])
def test_a_damaged_register_is_told_with_its_line(options: Options, damage: str) -> None:
    built(options)
    with (options.out / "register.yaml").open("a", encoding="utf-8") as file:
        file.write(damage)
    with pytest.raises(ContentError) as told:
        issues(options.out)
    (problem,) = told.value.problems
    assert problem.code == "register-damaged"
    assert problem.place is not None
    assert problem.place.line == 3


def test_the_register_is_yaml(options: Options) -> None:
    import yaml

    built(options)
    (entry,) = yaml.safe_load((options.out / "register.yaml").read_text(encoding="utf-8"))
    assert entry["id"] == "sample"


# --- changes -----------------------------------------------------------------------------------------------------


def test_changes_tells_what_a_patient_would_see(options: Options) -> None:
    review(options, "sample", VOUCHING)
    built(options)
    edit(options, "52 in 100", "55 in 100")
    (found,) = changes(options, "sample")
    assert len(found.told) == 1
    assert "(numbers: 52 became 55)" in found.told[0]
    first = issues(options.out)[0].code
    assert changes(options, "sample", old=first) == (found,)


def test_changes_between_two_issued_versions(options: Options) -> None:
    review(options, "sample", VOUCHING)
    built(options)
    edit(options, "52 in 100", "55 in 100")
    review(options, "sample", replace(VOUCHING, version="1.1"))
    built(options)
    edit(options, "55 in 100", "60 in 100")
    (found,) = changes(options, "sample", "1.0", "1.1")
    assert "52 became 55" in found.told[0]
    (latest,) = changes(options, "sample")
    assert "55 became 60" in latest.told[0]


@pytest.mark.parametrize(
    ("name", "old", "said"),
    [("simple", None, "no handout"), ("sample", "9", "no version")],
)
def test_nothing_to_compare_with_is_told(options: Options, name: str, old: str | None, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        changes(options, name, old)


@pytest.mark.parametrize("form", ["html", "text"])
def test_what_is_not_paper_is_verified_too(form: str, options: Options) -> None:
    path = built(replace(options, formats=(form,)))
    assert verdict(options, path) is Verdict.DRAFT
    edit(options, "52 in 100", "53 in 100")
    assert verdict(options, path) is Verdict.SUPERSEDED


def test_a_page_is_known_without_the_register(options: Options, tmp_path: Path) -> None:
    path = built(replace(options, formats=("html",), style="hillside"))
    (options.out / "register.yaml").unlink()
    assert verdict(options, path) is Verdict.DRAFT
    path.write_text(path.read_text(encoding="utf-8").replace("It helped 52", "It helped 92"), encoding="utf-8")
    assert verdict(options, path) is Verdict.ALTERED
    path.write_text("<!DOCTYPE html><title>Another page</title>", encoding="utf-8")
    assert verdict(options, path) is Verdict.NOT_OURS
