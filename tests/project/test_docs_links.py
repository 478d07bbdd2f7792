"""Every relative link, every anchor and every path that the project's Markdown names is there."""

import re
from functools import cache
from pathlib import Path

import pytest

from tests.project.doc_pages import CHECKOUT, DOCS, is_ours, markdown_files, names, without_code

LINK = re.compile(r"\[[^\]]*\]\(\s*([^)\s]+)(?:\s+\"[^\"]*\")?\s*\)")
ROOTS = ("hipcoach/", "sessions/", "assets/", "tests/", "docs/", "benchmarks/", ".ci/")
FILES = markdown_files()


def links(path: Path) -> list[str]:
    """The relative links of a page."""
    found = LINK.findall(without_code(path.read_text("utf-8")))
    return [link for link in found if not re.match(r"[a-z]+:", link)]


@cache
def anchors(path: Path) -> frozenset[str]:
    """The anchors of a page: its headings as GitHub makes them, and its own."""
    text = path.read_text("utf-8")
    slugs: list[str] = []
    for heading in re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S), re.M):
        plain = re.sub(r"[`*]|\[|\]\([^)]*\)", "", heading).strip().lower()
        slug = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        repeated = sum(
            each == slug or (each.startswith(f"{slug}-") and each[len(slug) + 1 :].isdigit()) for each in slugs
        )
        slugs.append(f"{slug}-{repeated}" if repeated else slug)
    return frozenset(slugs) | frozenset(re.findall(r'<a id="([^"]+)"', text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    broken = []
    for link in links(path):
        target, _, anchor = link.partition("#")
        there = (path.parent / target).resolve() if target else path
        if not there.exists() or not there.is_relative_to(CHECKOUT) or (anchor and anchor not in anchors(there)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_every_path_that_is_named_is_there(path: Path) -> None:
    text = without_code(path.read_text("utf-8"))
    named = [name for name in names(text) if name.startswith(ROOTS) and " " not in name and "…" not in name]
    assert [name for name in named if not _there(name)] == []


def _there(name: str) -> bool:
    pattern = re.sub(r"<\w+>", "*", name).rstrip("/")
    return any(CHECKOUT.glob(pattern))


def test_every_page_of_the_docs_is_reached_from_the_readme() -> None:
    reached, todo = set(), [CHECKOUT / "README.md"]
    while todo:
        here = todo.pop()
        if here in reached or here.suffix != ".md":
            continue
        reached.add(here)
        todo += [(here.parent / link.partition("#")[0]).resolve() for link in links(here) if not link.startswith("#")]
    assert {path for path in FILES if path.is_relative_to(DOCS)} <= reached


CITES = re.compile(r"[\w./-]*\w\.md\b")
TEXTS = (".md", ".py", ".toml", ".json", ".sh", "")
CITING = sorted(path for path in CHECKOUT.rglob("*") if path.is_file() and path.suffix in TEXTS and is_ours(path))


def test_no_file_cites_a_page_that_the_project_does_not_have() -> None:
    there = [f"/{path.relative_to(CHECKOUT).as_posix()}" for path in FILES]
    missing = []
    for path in CITING:
        text = path.read_text("utf-8", errors="replace")
        for cited in set(CITES.findall(text)):
            tail = "/" + cited.lstrip("./")
            if not any(name.endswith(tail) for name in there):
                missing.append(f"{path.relative_to(CHECKOUT)}: {cited}")
    assert missing == []


def test_the_search_finds_a_page_that_is_cited() -> None:
    cited = [f"content/{name}.md" for name in ("exercises", "safety")]  # not in one word: the search looks here, too
    assert CITES.findall(f"Defaults ({cited[0]}, and {cited[1]}).") == cited
