"""Readers, on made-up files of the corpora's forms."""

import json
from pathlib import Path

from aredit_training.corpora.ruattitudes import read_attitudes
from aredit_training.corpora.ruopinionne import read_opinions_of_sentences
from aredit_training.corpora.rusentne import read_sentiments_towards
from aredit_training.corpora.sentence import NEGATIVE, NEUTRAL, POSITIVE, Mention, Sentence
from aredit_training.corpora.silver_mentions import with_silver


def surfaces(sentence: Sentence) -> list[str]:
    return [sentence.text[m.start : m.end] for m in sentence.mentions]


def test_overlapping_ends_of_opinions_make_several_sentences(tmp_path: Path):
    text = "Глава Минска ругает Киев, Минск хвалит Киев"
    opinions = [
        {"Source": [["Глава Минска"], ["0:12"]], "Target": [["Киев"], ["20:24"]], "Polarity": "NEG"},
        {"Source": [["Минска"], ["6:12"]], "Target": [["Киев"], ["20:24"]], "Polarity": "POS"},
    ]
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps({"text": text, "opinions": opinions}), encoding="utf-8")
    found = [(surfaces(s)[0], s.pairs[0, 1]) for s in read_opinions_of_sentences(path)]
    assert sorted(found) == [("Глава Минска", NEGATIVE), ("Минска", POSITIVE)]


def test_an_opinion_of_nobody_tells_the_sentiment_towards_its_target(tmp_path: Path):
    opinion = {"Source": [["NULL"], ["0:0"]], "Target": [["Киев"], ["7:11"]], "Polarity": "NEG"}
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps({"text": "Ругают Киев", "opinions": [opinion]}), encoding="utf-8")
    (sentence,) = read_opinions_of_sentences(path)
    assert (surfaces(sentence), sentence.towards, sentence.pairs) == (["Киев"], {0: NEGATIVE}, {})


def test_contexts_whose_frames_contradict_their_label_are_left_out(tmp_path: Path):
    entities = [[0, 1, "LOC", "россия", 1, True], [2, 1, "LOC", "сша", 2, True]]
    record = {"doc": 1, "text": "Россия против США", "entities": entities, "attitudes": [[0, 1, "neg"]]}
    path = tmp_path / "contexts.jsonl"
    lines = [{**record, "frames": [["против", 1, 1, f"a0->a1[{sign}]", "0"]]} for sign in ("neg", "pos")]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (sentence,) = read_attitudes(path)
    assert surfaces(sentence) == ["Россия", "США"]
    assert sentence.pairs == {(0, 1): NEGATIVE, (1, 0): NEUTRAL}


def test_an_entity_with_wrong_offsets_is_found_again(tmp_path: Path):
    path = tmp_path / "train.csv"
    path.write_text("s\te\tt\tb\te\tl\nХвалят Киев\tКиев\tCOUNTRY\t3\t7\t1\n", encoding="utf-8")
    (sentence,) = read_sentiments_towards(path)
    assert (surfaces(sentence), sentence.towards) == (["Киев"], {0: POSITIVE})


def test_mentions_of_a_recogniser_make_neutral_pairs_and_types():
    own = Sentence("d", "Ли из Рима бил Ву", [Mention(0, 2, ""), Mention(15, 17, "")], {(0, 1): NEGATIVE, (1, 0): NEUTRAL})
    silver = {own.text: [Mention(0, 2, "PER"), Mention(6, 10, "LOC")]}
    whole = with_silver(own, silver, label_pairs=True)
    assert [(own.text[m.start : m.end], m.type) for m in whole.mentions] == [("Ли", "PER"), ("Рима", "LOC"), ("Ву", "")]
    assert {pair for pair, label in whole.pairs.items() if label} == {(0, 2)}
    assert len(whole.pairs) == 6
