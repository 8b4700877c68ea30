#!/usr/bin/env python3
"""Fetches the corpora that the models are trained on: fetch_data.py DATA_FOLDER

Needs GitHub and nothing but Python. Every file comes from its corpus's own repository at a fixed commit, and is kept
only if its SHA-256 is the one in corpora.sha256; a file that is there already is not fetched again, so that a run
that was broken off can be repeated.

RuSentRel's TEST part is left out on purpose: the models are examined on it. RuAttitudes is not fetched: the training
reads a selection that no repository has, the contexts whose pair of entities RuSentRel's TRAIN part annotates, for the
rest of that corpus holds the pairs of the examination. Put the file into its place; its sum is checked.

The way to GitHub could not be tried where this was written; sums, layout and repetition were.
"""

import argparse
import functools
import hashlib
import http.client
import os
import shutil
import sys
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

HERE = Path(__file__).parent
TEST_DATA = HERE.parent / "test" / "data"

Open = Callable[..., BinaryIO]
_ERRORS = (OSError, ValueError, http.client.HTTPException)


@dataclass(frozen=True)
class Corpus:
    """Where a corpus lives. `folders` maps the beginnings of our paths to those of the repository, longest first."""

    repository: str
    commit: str
    licence: str
    folders: dict[str, str]


CORPORA = {
    "factrueval": Corpus("dialogue-evaluation/factRuEval-2016", "dfe9623", "MIT", {"devset/": "devset/"}),
    "ruopinionne": Corpus("dialogue-evaluation/RuOpinionNE-2024", "f471b93", "MIT", {"": ""}),
    "ruopinionne-generated": Corpus(
        "rossyaykin/RuOpinionNE", "231b8417e339faafb9f5f8e3d5b7ad8bd6ce1b40", "CC0 1.0", {"": "data/"}
    ),
    "rusentne": Corpus(
        "dialogue-evaluation/RuSentNE-evaluation", "4d08c885564b57117d35600cd8c6cea3626bbe98", "MIT", {"": ""}
    ),
    "rusentrel-train": Corpus("nicolay-r/RuSentRel", "552b165", "MIT", {"art": "train/art", "": ""}),
    "ruattitudes": Corpus("nicolay-r/RuAttitudes", "v1.2", "MIT", {}),
}


def read_sums(path: Path = HERE / "corpora.sha256") -> dict[str, str]:
    """SHA-256 of every file by its path below the data folder; what `sha256sum --check` reads."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def source_of(name: str, commits: dict[str, str]) -> str | Path | None:
    """Where a file comes from: an address, a path in this project, or None if it has to be put there by hand."""
    corpus, _, rest = name.partition("/")
    if rest == "LICENSE":
        return TEST_DATA / ("rusentrel" if corpus == "rusentrel-train" else f"corpora/{corpus}") / rest
    if corpus == "sentseg":
        return TEST_DATA / name
    for ours, theirs in CORPORA[corpus].folders.items():
        if rest.startswith(ours):
            path = theirs + rest[len(ours) :]
            return f"https://raw.githubusercontent.com/{CORPORA[corpus].repository}/{commits[corpus]}/{path}"
    return None


def whole_commits(names: list[str], open_address: Open) -> dict[str, str]:
    """The commit of each corpus that some of these files are of, in full; GitHub is asked for what is shortened."""
    commits = {}
    for corpus in {name.partition("/")[0] for name in names} & CORPORA.keys():
        commits[corpus] = CORPORA[corpus].commit
        asks = CORPORA[corpus].folders and any(n.startswith(corpus + "/") and not n.endswith("/LICENSE") for n in names)
        if asks and len(commits[corpus]) < 40:
            address = f"https://api.github.com/repos/{CORPORA[corpus].repository}/commits/{commits[corpus]}"
            request = urllib.request.Request(address, headers={"Accept": "application/vnd.github.sha"})
            with open_address(request) as answer:
                whole = answer.read().decode("ascii").strip()
            if len(whole) != 40 or not whole.startswith(commits[corpus]):
                raise ValueError(f"{address} does not tell the commit but: {whole[:80]}")
            commits[corpus] = whole
    return commits


def has_sum(path: Path, digest: str) -> bool:
    """Whether a file is there and has this SHA-256."""
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest


def fetch(name: str, digest: str, source: str | Path, data: Path, open_address: Open) -> None:
    """Puts one file into its place, or leaves that as it is and raises an error."""
    target = data / name
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    try:
        with source.open("rb") if isinstance(source, Path) else open_address(source) as file, part.open("wb") as out:
            shutil.copyfileobj(file, out)
        if not has_sum(part, digest):
            found = hashlib.sha256(part.read_bytes()).hexdigest()
            raise ValueError(f"{name} from {source} has the SHA-256 {found}, expected {digest}")
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def fetch_all(data: Path, sums: dict[str, str], open_address: Open) -> list[str]:
    """Fetches what is missing or differs; returns what went wrong, a line each."""
    missing = [name for name, digest in sums.items() if not has_sum(data / name, digest)]
    print(f"{len(sums) - len(missing)} of {len(sums)} files are there")
    try:
        commits = whole_commits(missing, open_address)
    except _ERRORS as error:
        return [f"GitHub does not tell the commits to fetch: {error}"]
    sources = {name: source_of(name, commits) for name in missing}
    problems = [f"{name} has to be put there by hand (see --help)" for name in missing if sources[name] is None]

    def fetch_one(name: str) -> str | None:
        try:
            fetch(name, sums[name], sources[name], data, open_address)
        except _ERRORS as error:
            return f"{name}: {error}"
        return None

    with ThreadPoolExecutor(8) as pool:
        found = pool.map(fetch_one, (name for name in missing if sources[name] is not None))
        return problems + [problem for problem in found if problem]


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the training's data folder")
    data = parser.parse_args().data
    for name, corpus in CORPORA.items():
        print(f"{name}: {corpus.repository} at {corpus.commit[:7]}, licence {corpus.licence}, see {data / name}/LICENSE")
    problems = fetch_all(data, read_sums(), functools.partial(urllib.request.urlopen, timeout=60))
    for problem in problems:
        print(problem, file=sys.stderr)
    print("Not all is there." if problems else "All is there.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
