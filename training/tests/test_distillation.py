"""What one model learns of several: the mean of what they say, of every pair."""

import json
from pathlib import Path

import pytest
import torch

from aredit_training.attitude_model import AttitudeModel, make_batch
from aredit_training.corpora.sentence import NEUTRAL, POSITIVE, Mention, Sentence
from aredit_training.distillation import lesson_loss, lessons_of, with_all_pairs
from aredit_training.encoder import Encoder, EncoderSizes
from aredit_training.subwords import Subwords

TOKENIZER = Path(__file__).parents[2] / "test" / "data" / "models" / "tiny-attitudes" / "tokenizer.json"
MENTIONS = [Mention(0, 2, "PER"), Mention(7, 9, "PER"), Mention(12, 14, "LOC")]
SENTENCE = Sentence("d", "Ли бил Ву в Ур.", MENTIONS, {(0, 1): POSITIVE, (1, 0): NEUTRAL}, {(1, 0): 0.5})


@pytest.fixture(scope="module")
def subwords() -> Subwords:
    return Subwords(json.loads(TOKENIZER.read_text(encoding="utf-8")))


def teacher(subwords: Subwords, seed: int) -> AttitudeModel:
    torch.manual_seed(seed)
    return AttitudeModel(Encoder(EncoderSizes(max(subwords.ids.values()) + 1, 16, 1, 2, 32, 64))).eval()


def test_pairs_that_nobody_labelled_weigh_nothing():
    whole = with_all_pairs(SENTENCE)
    assert len(whole.pairs) == 6
    assert whole.pairs[0, 1] == POSITIVE
    assert {pair for pair, weight in whole.weights.items() if weight == 0} == {(0, 2), (2, 0), (1, 2), (2, 1)}
    assert (whole.weights[1, 0], (0, 1) in whole.weights, len(SENTENCE.pairs)) == (0.5, False, 2)


def test_the_teachers_are_averaged_pair_by_pair(subwords: Subwords):
    teachers = [teacher(subwords, seed) for seed in (1, 2)]
    other = Sentence("e", "Ли и Ву", [Mention(0, 2, "PER"), Mention(5, 7, "PER")])
    lessons = lessons_of([SENTENCE, other], teachers, subwords, 64)
    assert sorted(len(lesson.probable) for lesson in lessons) == [2, 6]
    for lesson in lessons:
        batch = make_batch([lesson.example], subwords)
        with torch.no_grad():
            logits = [t.pair_logits(t.encoder(batch.ids, batch.mask), batch.source, batch.target) for t in teachers]
        expected = sum(each.softmax(1) for each in logits) / 2
        assert torch.allclose(lesson.probable, expected, atol=0.02)
        assert not torch.allclose(logits[0].softmax(1), logits[1].softmax(1), atol=0.02)


def test_the_loss_is_least_where_the_same_is_probable():
    probable = torch.tensor([[0.2, 0.7, 0.1], [0.9, 0.05, 0.05]])
    parts = list(probable.split(1))
    assert lesson_loss(probable.log(), parts) < lesson_loss(probable.flip(0).log(), parts)
    assert lesson_loss(probable.log(), parts) < lesson_loss((probable * 3).log() * 2, parts)
