"""The heads over a finished encoder: what they learn from names, and what they may learn from."""

import random
from dataclasses import replace

import torch

from aredit_training.attitude_model import AttitudeModel
from aredit_training.corpora.sentence import NEGATIVE, NEUTRAL, POSITIVE, Mention, Sentence
from aredit_training.encoder import Encoder, EncoderSizes
from aredit_training.head_training import FrozenSentence, HeadCorpora, HeadOptions, document_loss, train_heads
from aredit_training.name_head import LOUDEST_NAMES, NameHead, name_inputs
from aredit_training.train_attitudes import Data, labelled_pairs, of_each_pair

OPTIONS = HeadOptions(passes=60, heads_rate=1e-2, heads_dropout=0.0, names_dropped=0.2, names_quiet=0.01, beside=2)


def frozen(document: str, states: torch.Tensor, names: torch.Tensor, label: int, key: tuple = (1, 2)) -> FrozenSentence:
    zero, one = torch.tensor([0]), torch.tensor([1])
    return FrozenSentence(states, names, zero, one, torch.tensor([label]), torch.ones(1), [(document, *key)])


def context(source: int, target: int, label: int) -> Sentence:
    mentions = [Mention(0, 1, "LOC", source), Mention(2, 3, "LOC", target)]
    return Sentence("c", "А Б", mentions, {(0, 1): label, (1, 0): NEUTRAL}, labelled_by_name=True)


def test_names_are_learned_where_the_sentences_say_the_same():
    torch.manual_seed(1)
    model = AttitudeModel(Encoder(EncoderSizes(20, 16, 1, 2, 32, 8))).eval()
    states = torch.randn(2, 16)
    friends, foes = torch.randn(2, 16), torch.randn(2, 16)
    documents = [[frozen(str(n), states, *pair)] for n in range(3) for pair in ((friends, POSITIVE), (foes, NEGATIVE))]
    heads = train_heads(model, HeadCorpora(documents, [], []), OPTIONS)
    ends = torch.tensor([0]), torch.tensor([1])
    with torch.no_grad():
        said = [int(heads(states, names, *ends).argmax()) for names in (friends, foes)]
        without = heads(states, torch.zeros(2, 16), *ends)
        assert torch.equal(without, heads(states, torch.stack([friends[0], torch.zeros(16)]), *ends))
    assert said == [POSITIVE, NEGATIVE]
    assert abs(float(without[0, POSITIVE] - without[0, NEGATIVE])) < 2


def test_names_that_were_never_together_are_pressed_to_say_nothing():
    torch.manual_seed(1)
    model = AttitudeModel(Encoder(EncoderSizes(20, 16, 1, 2, 32, 8))).eval()
    states, ends = torch.randn(2, 16), (torch.tensor([0]), torch.tensor([1]))
    pairs = [(torch.randn(2, 16), label) for label in (POSITIVE, NEGATIVE) * 4]
    corpora = HeadCorpora([[frozen(str(n), states, *pair)] for n, pair in enumerate(pairs)], [], [])
    strangers = [torch.stack([a[0], b[1]]) for a, _ in pairs for b, _ in pairs if a is not b]

    def said(quiet: float) -> tuple[float, list[int]]:
        heads = train_heads(model, corpora, replace(OPTIONS, names_quiet=quiet))
        with torch.no_grad():
            loud = [float(heads.names(names, *ends).std()) for names in strangers]
            return sum(loud) / len(loud), [int(heads(states, names, *ends).argmax()) for names, _ in pairs]

    loud, quiet = said(0.0), said(0.1)
    assert quiet[0] < loud[0] / 2
    assert quiet[1] == loud[1] == [label for _, label in pairs]


def test_one_mention_that_speaks_makes_an_opinion_of_its_document():
    silent, speaking = torch.tensor([[0.0, -12.0, -12.0]]), torch.tensor([[0.0, 6.0, -12.0]])
    sentences = [frozen("d", torch.zeros(2, 4), torch.zeros(2, 4), POSITIVE) for _ in range(3)]
    even = torch.ones(3)
    assert document_loss(torch.cat([silent, silent, speaking]), sentences, even) < 0.01
    assert document_loss(torch.cat([silent, silent, silent]), sentences, even) > 5


def test_a_new_name_head_says_nothing():
    vectors = torch.randn(3, 8)
    assert not NameHead(8)(vectors, torch.tensor([0, 1]), torch.tensor([2, 0])).any()


def test_names_move_no_label_further_than_they_may():
    head = NameHead(8).eval()
    torch.nn.init.normal_(head.label.weight, std=100.0)
    with torch.no_grad():
        logits = head(torch.randn(40, 8), torch.arange(20), torch.arange(20, 40))
    assert LOUDEST_NAMES * 0.99 < float(logits.abs().max()) <= LOUDEST_NAMES


def test_names_are_filled_up_to_the_longest():
    inputs = name_inputs([[5, 6], [], [7]], [(0, 2), (2, 1)], 1)
    assert inputs["names"].tolist() == [[5, 6], [1, 1], [7, 1]]
    assert (inputs["source_name"].tolist(), inputs["target_name"].tolist()) == ([0, 2], [2, 1])
    assert name_inputs([], [], 1)["names"].shape == (0, 1)


def test_contexts_of_pairs_that_only_the_held_out_fold_knows_are_left_out():
    data = Data.__new__(Data)
    data.contexts = [context(1, 2, NEGATIVE), context(3, 4, NEGATIVE), context(5, 6, POSITIVE), context(8, 9, POSITIVE)]
    data._folds_of_pair = {frozenset((1, 2)): {0}, frozenset((3, 4)): {0, 3}, frozenset((5, 6)): {3}}
    groups = [[labelled_pairs(s)[0] for s in data.known_outside(fold)] for fold in (0, 3, None)]
    assert groups == [
        [frozenset((3, 4)), frozenset((5, 6))],
        [frozenset((1, 2)), frozenset((3, 4))],
        [frozenset((1, 2)), frozenset((3, 4)), frozenset((5, 6))],
    ]
    assert [labelled_pairs(s)[0] for s in data.known_to_several()] == [frozenset((3, 4))]


def test_no_pair_takes_more_than_its_share_of_contexts():
    many = [context(1, 2, NEGATIVE) for _ in range(9)] + [context(2, 1, NEGATIVE)]
    chosen = of_each_pair(many, 4, random.Random(1))
    assert len(chosen) == 5
    assert sum(s.mentions[0].group == 2 for s in chosen) == 1
