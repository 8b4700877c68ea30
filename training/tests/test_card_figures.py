"""What the card's figures count as known."""

from types import SimpleNamespace

from aredit_training.card_figures import known_elsewhere


def test_a_pair_is_known_by_an_opinion_in_another_fold_whatever_its_direction():
    corpus = SimpleNamespace(opinions={1: {(5, 6): 2}, 2: {(6, 5): 1, (7, 8): 2}, 3: {}})
    folds = {1: 0, 2: 1, 3: 0}
    predictions = [(1, 5, 6, []), (1, 5, 6, []), (2, 7, 8, []), (3, 8, 7, []), (3, 5, 9, [])]
    assert known_elsewhere(predictions, corpus, folds).tolist() == [True, False, True, False]
