"""The words of a handout as a list of lines, for comparing one version with another."""

from __future__ import annotations

from handouts.checks.subject import Passage, passages
from handouts.model import Clinic, Handout, Ideas, Library, Source, cited, easily, notice_of
from handouts.review.differences import Line


def lines_of(handout: Handout, library: Library) -> tuple[Line, ...]:
    """Everything a patient reads: the clinic, each text with its citations, then the sources."""
    texts = tuple(
        Line(
            passage.role.value,
            "".join(f" [{', '.join(run.cites)}]" if run.cites else run.text for run in passage.text.runs).strip(),
        )
        for passage in (*passages(handout), *_in_easy_read(handout))
    )
    sources = tuple(Line("source", _said(library.sources[source])) for source in cited(handout))
    notice = tuple(Line("language notice", sentence.text.plain) for sentence in notice_of(handout, library))
    return (*_clinic(library.clinic), *texts, *sources, *notice)


def _in_easy_read(handout: Handout) -> tuple[Passage, ...]:
    """What stands for it in easy read, after the rest."""
    return tuple(passage for passage in passages(easily(handout)) if isinstance(passage.block, Ideas))


def _clinic(clinic: Clinic) -> tuple[Line, ...]:
    details = (clinic.name, clinic.phone, ", ".join(clinic.address), clinic.hours, clinic.website)
    return tuple(Line("clinic detail", detail) for detail in details if detail)


def _said(source: Source) -> str:
    authors = f"{source.authors}. " if source.authors else ""
    return f"{authors}{source.title.rstrip('.')}. {source.publisher}, {source.year}. {source.url or ''}".strip()
