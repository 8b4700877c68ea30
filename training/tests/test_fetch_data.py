"""Fetching the corpora, with a made-up GitHub."""

import hashlib
import http.client
import io
import json
import re
from pathlib import Path

import pytest
from fetch_data import CORPORA, TEST_DATA, fetch_all, read_sums, source_of

WHOLE = {name: corpus.commit.ljust(40, "0") for name, corpus in CORPORA.items()}
FILES = {
    "rusentrel-train/art1.txt": (f"nicolay-r/RuSentRel/{WHOLE['rusentrel-train']}/train/art1.txt", b"\xd0\x90\r\n"),
    "rusentrel-train/synonyms.txt": (f"nicolay-r/RuSentRel/{WHOLE['rusentrel-train']}/synonyms.txt", b"a,b"),
    "ruopinionne-generated/generated.jsonl": (
        f"rossyaykin/RuOpinionNE/{WHOLE['ruopinionne-generated']}/data/generated.jsonl",
        b"{}\n",
    ),
    "factrueval/devset/book_1.txt": (
        f"dialogue-evaluation/factRuEval-2016/{WHOLE['factrueval']}/devset/book_1.txt",
        b"text",
    ),
}
SUMS = {name: hashlib.sha256(content).hexdigest() for name, (_, content) in FILES.items()}


class GitHub:
    """Answers as GitHub would, and remembers what it was asked for."""

    def __init__(self, contents: dict[str, bytes]):
        self.contents, self.asked = contents, []

    def __call__(self, request) -> io.BytesIO:
        address = request if isinstance(request, str) else request.full_url
        self.asked.append(address)
        if commit := re.fullmatch(r"https://api\.github\.com/repos/(.+)/commits/(\w+)", address):
            return io.BytesIO(commit[2].ljust(40, "0").encode())
        path = address.removeprefix("https://raw.githubusercontent.com/")
        if path not in self.contents:
            raise OSError(f"HTTP Error 404: {address}")
        return io.BytesIO(self.contents[path])


@pytest.fixture
def github() -> GitHub:
    return GitHub(dict(FILES.values()))


def layout(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_files_come_from_the_commit_into_their_places(tmp_path: Path, github: GitHub):
    assert fetch_all(tmp_path / "data", SUMS, github) == []
    assert layout(tmp_path / "data") == {name: content for name, (_, content) in FILES.items()}


def test_what_is_there_is_not_fetched_again(tmp_path: Path, github: GitHub):
    fetch_all(tmp_path, SUMS, github)
    github.asked.clear()
    (tmp_path / "rusentrel-train" / "art1.txt").unlink()
    (tmp_path / "factrueval" / "devset" / "book_1.txt").write_text("broken off")
    assert fetch_all(tmp_path, SUMS, github) == []
    assert sorted(address for address in github.asked if "raw" in address) == sorted(
        f"https://raw.githubusercontent.com/{FILES[name][0]}"
        for name in ("rusentrel-train/art1.txt", "factrueval/devset/book_1.txt")
    )
    assert layout(tmp_path) == {name: content for name, (_, content) in FILES.items()}
    github.asked.clear()
    assert (fetch_all(tmp_path, SUMS, github), github.asked) == ([], [])


def test_a_file_with_another_sum_is_refused_and_leaves_no_trace(tmp_path: Path, github: GitHub):
    name = "rusentrel-train/art1.txt"
    github.contents[FILES[name][0]] = b"\xd0\x90\n"
    (problem,) = fetch_all(tmp_path, SUMS, github)
    assert name in problem and SUMS[name] in problem
    assert layout(tmp_path).keys() == FILES.keys() - {name}


def test_one_file_that_cannot_be_had_does_not_stop_the_others(tmp_path: Path, github: GitHub):
    name = "rusentrel-train/synonyms.txt"
    del github.contents[FILES[name][0]]
    (problem,) = fetch_all(tmp_path, SUMS, github)
    assert name in problem and "404" in problem
    assert layout(tmp_path).keys() == FILES.keys() - {name}


def test_a_broken_connection_leaves_no_half_file(tmp_path: Path, github: GitHub):
    name = "ruopinionne-generated/generated.jsonl"

    class Broken(io.BytesIO):
        def read(self, size: int = -1) -> bytes:
            if self.tell() > 0:
                raise http.client.IncompleteRead(b"")
            return super().read(1)

    (problem,) = fetch_all(tmp_path, {name: SUMS[name]}, lambda request: Broken(b"{}\n"))
    assert name in problem
    assert layout(tmp_path) == {}


@pytest.mark.parametrize("answer", [b"Not Found", b"0" * 40])
def test_a_commit_that_github_does_not_know_is_a_problem(tmp_path: Path, answer: bytes):
    (problem,) = fetch_all(tmp_path, SUMS, lambda request: io.BytesIO(answer))
    assert "commit" in problem
    assert layout(tmp_path) == {}


def test_a_selection_that_no_repository_has_is_asked_for_and_checked(tmp_path: Path, github: GitHub):
    name = "ruattitudes/ruattitudes-1.2-trainpairs.jsonl"
    sums = {name: hashlib.sha256(b"right").hexdigest()}
    (tmp_path / "ruattitudes").mkdir()
    (tmp_path / name).write_bytes(b"wrong")
    (problem,) = fetch_all(tmp_path, sums, github)
    assert name in problem and "by hand" in problem
    (tmp_path / name).write_bytes(b"right")
    assert fetch_all(tmp_path, sums, github) == []
    assert github.asked == []


def test_licences_and_sentence_bounds_are_in_the_project():
    given = {name: source_of(name, WHOLE) for name in read_sums()}
    local = {name: path for name, path in given.items() if isinstance(path, Path)}
    assert {name for name in local if name.endswith("LICENSE")} == {f"{corpus}/LICENSE" for corpus in CORPORA}
    sums = read_sums()
    assert {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in local.items()} == {
        name: sums[name] for name in local
    }


def test_the_sums_are_those_of_the_files_that_the_project_has():
    sums = read_sums()
    for path in (TEST_DATA / "rusentrel").iterdir():
        if (name := f"rusentrel-train/{path.name}") in sums and path.name != "LICENSE":
            assert hashlib.sha256(path.read_bytes()).hexdigest() == sums[name], name
    assert sum(name.startswith("rusentrel-train/") for name in sums) == 3 * 42 + 2


def test_every_corpus_that_the_excerpts_have_is_fetched_whole():
    excerpts = {str(p.relative_to(TEST_DATA / "corpora")) for p in (TEST_DATA / "corpora").glob("*/**/*") if p.is_file()}
    assert excerpts <= read_sums().keys()


def test_no_file_is_of_a_test_part_that_has_labels():
    for name in read_sums():
        assert "testset" not in name and "rusentrel/test" not in name
        if name.startswith("rusentrel-train/art"):
            assert int(re.findall(r"\d+", name)[0]) <= 45
    lines = (TEST_DATA / "corpora" / "ruopinionne" / "test.jsonl").read_text(encoding="utf-8").splitlines()
    assert not any("opinions" in json.loads(line) for line in lines)
