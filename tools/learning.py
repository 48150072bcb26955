"""Learns a linear model from labelled words, with scikit-learn, which the bot itself has not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression

from connectbot.learned import Linear, features
from connectbot.learned.linear import UNIT

Words = Sequence[str]


@dataclass(frozen=True)
class Recipe:
    """Which features are looked at, those in how many rows, and how closely the rows are followed.

    `strength` is the C of scikit-learn.
    """

    letters: tuple[int, ...] = (3, 4, 5)
    apart: int = 0
    strength: float = 10.0
    rows: int = 2


USUAL = Recipe()
_KNOWN = "#"


def learn(
    texts: Sequence[Words],
    marks: Sequence[Sequence[str]],
    labels: Sequence[str],
    *,
    keep: int,
    recipe: Recipe = USUAL,
    known: Sequence[Sequence[str]] = (),
) -> Linear:
    """A model of `labels` from texts, each marked with the labels that hold for it.

    Learns once from every feature that stands in enough texts, keeps the `keep` that say most, and
    learns again from those. The same rows in the same order give the same weights. `known` is what
    others already know about each text (the names of rules): it explains those texts, so that the
    model learns what is left to learn, and is not part of it.
    """

    def seen(pair: tuple[Words, Words]) -> list[str]:
        words, names = pair
        marks = (f"{_KNOWN}{name}" for name in names)
        return sorted(features(words, recipe.letters, recipe.apart).union(marks))

    counter = CountVectorizer(
        analyzer=seen,
        binary=True,
        min_df=recipe.rows,
        dtype=np.float64,
    )
    counts = counter.fit_transform(list(zip(texts, known or [()] * len(texts), strict=True)))
    names = counter.get_feature_names_out()
    targets = [np.array([label in mark for mark in marks]) for label in labels]
    _, weights, _ = _fit(counts, targets, recipe.strength)
    says = np.abs(weights).max(axis=0)
    kept = np.sort(np.argsort(-says, kind="stable")[:keep])
    idf, weights, bias = _fit(counts[:, kept], targets, recipe.strength)
    pushes = np.rint(weights * UNIT).astype(int).T.tolist()
    rows = zip(np.rint(idf * UNIT).astype(int).tolist(), pushes, strict=True)
    table = {str(names[at]): (weight, *push) for at, (weight, push) in zip(kept, rows, strict=True)}
    table = {name: row for name, row in table.items() if not name.startswith(_KNOWN)}
    whole = tuple(round(one * UNIT) for one in bias)
    return Linear(tuple(labels), whole, 0, table, recipe.letters, recipe.apart)


def _fit(
    counts: csr_matrix, targets: Sequence[np.ndarray], strength: float
) -> tuple[np.ndarray, np.ndarray, list[float]]:
    """The idf of each feature, its pushes towards each label (idf included), each label's bias."""
    tfidf = TfidfTransformer().fit(counts)
    seen = tfidf.transform(counts)
    made = [
        LogisticRegression(
            C=strength, solver="liblinear", class_weight="balanced", random_state=0, max_iter=1000
        ).fit(seen, target)
        for target in targets
    ]
    weights = np.vstack([one.coef_[0] for one in made]) * tfidf.idf_
    return tfidf.idf_, weights, [float(one.intercept_[0]) for one in made]
