"""The entity model's data, rows, decoding and figures."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
import torch

from aredit_training.entities import open_loss
from aredit_training.entities_data import (
    FOLDS,
    LABELS,
    Mention,
    aligned,
    detokenise,
    folds,
    read_factrueval,
    read_rusentrel,
    without_overlap,
    words_of,
)
from aredit_training.entities_rows import Names, example, joined, row_of, varied
from aredit_training.entities_score import Tally, decode, mentions_of
from aredit_training.parity_texts import unmark
from aredit_training.silver import corrected, doubtful
from aredit_training.subwords import Subwords

DATA = Path(__file__).parents[2] / "test" / "data"


def marked(text: str) -> tuple[str, list[Mention]]:
    plain, found = unmark(text)
    return plain, [Mention(m.start, m.end, m.type) for m in found]


def logits_of(labels: list[str], certainty: float = 5.0) -> np.ndarray:
    return np.array([[certainty * (label == wanted) for label in LABELS] for wanted in labels])


@pytest.mark.parametrize(
    ("wanted", "decoded"),
    [
        ("O B-PER I-PER O", "O B-PER I-PER O"),
        ("B-PER B-PER", "B-PER B-PER"),
        ("B-ORG I-ORG B-LOC", "B-ORG I-ORG B-LOC"),
    ],
)
def test_decoding_keeps_what_is_well_formed(wanted: str, decoded: str):
    assert [LABELS[i] for i in decode(logits_of(wanted.split()))] == decoded.split()


@pytest.mark.parametrize("wanted", ["I-PER", "O I-PER", "B-LOC I-ORG", "B-PER O I-PER I-LOC"])
def test_decoding_never_lets_an_inside_label_follow_another_type(wanted: str):
    labels = [LABELS[i] for i in decode(logits_of(wanted.split()))]
    for before, label in zip(["O", *labels], labels):
        assert not label.startswith("I-") or before[2:] == label[2:]


def test_decoding_takes_the_likeliest_whole_sequence_not_word_by_word():
    logits = logits_of(["O", "I-PER", "I-PER"])
    logits[0, LABELS.index("B-PER")] = 4.5
    assert [LABELS[i] for i in decode(logits)] == ["B-PER", "I-PER", "I-PER"]


def test_decoding_of_nothing_is_nothing():
    assert decode(np.zeros((0, len(LABELS)))) == []


@pytest.mark.parametrize(
    "text",
    [
        "[Андре\u0438\u0306 Иванов]PER 😀 поддержал [ООН]ORG.",
        "[Иванов]PER, [Газпром]ORG в «[Москве]LOC»",
        "[Нью-Йорк]LOC\r\n[США]GEOPOLIT",
        "",
    ],
)
def test_mentions_survive_the_way_to_labels_and_back(text: str):
    plain, mentions = marked(text)
    allowed = example(plain, mentions, open_places=False).allowed
    assert mentions_of(words_of(plain), [min(labels) for labels in allowed]) == mentions


def test_places_stay_open_where_the_corpus_does_not_tell():
    plain, mentions = marked("в [Новой Москве]LOC и [НАТО]ORG")
    allowed = example(plain, mentions, open_places=True, doubtful=[[17, 21]]).allowed
    names = [{LABELS[i] for i in labels} for labels in allowed]
    assert names[1:4] == [{"B-LOC", "B-GEOPOLIT"}, {"I-LOC", "I-GEOPOLIT"}, {"O"}]
    assert names[4] == set(LABELS)


def test_open_loss_is_nothing_where_any_label_will_do():
    allowed = torch.ones(1, len(LABELS), dtype=torch.bool)
    assert open_loss(torch.randn(1, len(LABELS)), allowed).item() == pytest.approx(0, abs=1e-5)


def test_the_outermost_of_overlapping_mentions_stays():
    inner, outer, next_one = Mention(4, 10, "LOC"), Mention(0, 10, "ORG"), Mention(10, 12, "PER")
    assert without_overlap([inner, next_one, outer]) == [outer, next_one]


def test_a_mention_that_cuts_a_word_is_left_out():
    assert aligned("Москва-Баку", [Mention(0, 6, "LOC"), Mention(7, 9, "LOC")]) == [Mention(0, 6, "LOC")]


def test_folds_are_even_and_do_not_depend_on_the_order():
    names = [f"book_{number}" for number in range(122)]
    dealt = folds(names)
    assert dealt == folds(names[::-1])
    sizes = [list(dealt.values()).count(fold) for fold in range(FOLDS)]
    assert max(sizes) - min(sizes) <= 1
    assert [dealt[name] for name in ("book_0", "book_1", "book_100")] == [0, 3, 4]


def test_factrueval_gives_whole_people_and_names_of_the_rest(tmp_path: Path):
    text = "Движение «Левый фронт» и Иван Иванов в Москве"
    (tmp_path / "book_1.txt").write_text(text, encoding="utf-8")
    (tmp_path / "book_1.spans").write_text(
        "1 org_descr 0 8 1 1  # 1 Движение\n2 org_name 10 11 3 2  # Левый фронт\n3 name 25 4 6 1  # Иван\n"
        "4 surname 30 6 7 1  # Иванов\n5 loc_name 39 6 9 1  # Москве\n",
        encoding="utf-8",
    )
    (tmp_path / "book_1.objects").write_text("1 Org 1 2 # a\n2 Person 3 4 # b\n3 LocOrg 5 # c\n", encoding="utf-8")
    sentences = tmp_path / "sentences.json"
    sentences.write_text(json.dumps([{"doc": "devset/book_1", "text": text, "sentences": [[0, 45]]}]), encoding="utf-8")

    def mentions(rule: str) -> list[tuple[str, str]]:
        (document,) = read_factrueval(tmp_path, sentences, rule)
        return [(text[m.start : m.end], m.type) for m in document.mentions]

    assert mentions("names") == [("Левый фронт", "ORG"), ("Иван Иванов", "PER"), ("Москве", "GEOPOLIT")]
    assert mentions("objects")[0] == ("Движение «Левый фронт", "ORG")


def test_rusentrel_sentences_leave_author_and_unknown_out():
    documents = read_rusentrel(DATA / "rusentrel")
    assert len(documents) == 42
    assert not any("{Author" in d.text[start:end] for d in documents for start, end in d.sentences)
    inside = sum(any(s <= m.start and m.end <= e for s, e in d.sentences) for d in documents for m in d.mentions)
    assert inside == sum(len(d.mentions) for d in documents) > 3600


@pytest.mark.parametrize(
    ("spaced", "text"),
    [
        ('" Зенит " ( Россия ) , победил .', '"Зенит" (Россия), победил.'),
        ("МИД : « да » , нет", "МИД: «да», нет"),
    ],
)
def test_detokenised_text_reads_as_written(spaced: str, text: str):
    assert detokenise(spaced) == text


def test_spans_of_the_teacher_with_brackets_or_inner_quotes_are_doubtful():
    text = "ООН (ФАО) и ГУП «Водоканал», НАТО"
    assert [doubtful(text, Mention(s, e, "ORG")) for s, e in ((0, 8), (12, 26), (29, 33))] == [True, True, False]


def test_known_people_replace_what_the_teacher_took_for_something_else():
    teacher = [Mention(0, 6, "LOC"), Mention(20, 24, "ORG")]
    kept, doubts = corrected(teacher, [Mention(0, 13, "PER"), Mention(30, 35, "ORG")])
    assert kept == [Mention(0, 13, "PER"), Mention(20, 24, "ORG")]
    assert doubts == [Mention(30, 35, "ORG")]


def test_rows_point_at_the_first_subword_of_every_word():
    content = json.loads((DATA / "models" / "tiny-entities" / "tokenizer.json").read_text(encoding="utf-8"))
    subwords = Subwords(content)
    given = example(*marked("[Иванов]PER критикует [Газпром]ORG."), open_places=False)
    row = row_of(subwords, given)
    pieces = [subwords.of_word(word, touches) for word, touches in zip(given.words, given.touching)]
    assert [row.ids[first] for first in row.firsts] == [ids[0] for ids in pieces]
    assert len(row.ids) == 2 + sum(map(len, pieces))


def test_varied_and_joined_examples_keep_a_label_for_every_word():
    given = [example(*marked("«[Иванов]PER» и [МИД]ORG."), open_places=False)] * 20
    for changed in joined([varied(one, random.Random(1), 0.5) for one in given], random.Random(2), 0.5):
        assert len(changed.words) == len(changed.touching) == len(changed.allowed)


def test_names_are_swapped_for_names_of_the_same_type_and_ending():
    silver = [example(*marked("[Иванова]PER и [Петрова]PER из [Тулы]LOC"), open_places=True)]
    given = example(*marked("[Сидорова]PER звала [Анну Котову]PER в [Тулу]LOC"), open_places=False)
    changed = Names(silver).swapped(given, random.Random(0), 1.0)
    assert changed.words[0] in ("Иванова", "Петрова")
    assert changed.words[1:] == given.words[1:]
    assert changed.allowed == given.allowed


def test_a_bracket_is_no_part_of_a_name_even_in_doubt():
    text = "ООН (ФАО) и"
    given = example(text, [], open_places=True, doubtful=[[0, 9]])
    assert [len(labels) for labels in given.allowed] == [9, 1, 9, 1, 1]


def test_figures_count_exact_spans_and_take_places_together():
    tally = Tally()
    tally.add(
        [Mention(0, 5, "PER"), Mention(6, 9, "GEOPOLIT"), Mention(10, 14, "ORG")],
        [Mention(0, 5, "PER"), Mention(6, 9, "LOC"), Mention(10, 13, "ORG")],
    )
    assert [tally.f1(kind)[2] for kind in ("PER", "PLACE", "LOC", "ORG")] == [1, 1, 0, 0]
    assert tally.factru() == pytest.approx(2 / 3)
