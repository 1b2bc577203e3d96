#!/usr/bin/env python3
"""Counts figures of formcheck's reports again, with numpy, scipy and statsmodels, and says where they differ.

Reads one JSON object from standard input: for each figure a list of {"of": what it was counted from, "is": what formcheck
has}. `cargo test --test suite statistics_agree` writes it and runs this where tests/clients/statistics.sh was run before.
"""

import json
import sys

import numpy
import pandas
from scipy import stats
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm
from statsmodels.stats.proportion import proportion_confint


def wilson(of):
    return list(proportion_confint(of["part"], of["n"], alpha=0.05, method="wilson"))


def d_prime(of):
    """Hautus 1995: half a call and one trial are added everywhere."""
    rate = lambda calls, trials: (calls + 0.5) / (trials + 1)
    hits, alarms = rate(*of["hits"]), rate(*of["false_alarms"])
    return stats.norm.ppf(hits) - stats.norm.ppf(alarms)


def kr20(of):
    """Of right and wrong items Cronbach's alpha is KR-20: here from the covariance matrix."""
    covariance = numpy.cov(numpy.array(of, dtype=float), rowvar=False)
    items = covariance.shape[0]
    return items / (items - 1) * (1 - numpy.trace(covariance) / covariance.sum())


def mean_squares(of):
    rows = [(str(who), float(mark)) for who, marks in enumerate(of) for mark in marks]
    table = pandas.DataFrame(rows, columns=["who", "mark"])
    return anova_lm(ols("mark ~ C(who)", data=table).fit())["mean_sq"]


def dependability(of):
    people, within = mean_squares(of)
    return max(0.0, 1 - within / people)


def standard_error(of):
    _, within = mean_squares(of)
    return numpy.sqrt(within / numpy.mean([len(marks) for marks in of]))


def correlation(of):
    return stats.pearsonr(*numpy.array(of, dtype=float).T).statistic


def lord(of):
    """The score is n times the mean of n items, whose variance is estimated from the items themselves."""
    items = numpy.array([1.0] * of["marks"] + [0.0] * (of["n"] - of["marks"]))
    return numpy.sqrt(of["n"] * items.var(ddof=1))


def angoff(of):
    """The judges' own cuts, their mean, and the standard error of that."""
    cuts = numpy.array(of, dtype=float).mean(axis=0)
    return [cuts.mean(), stats.sem(cuts)]


FIGURES = {
    figure.__name__: figure
    for figure in (wilson, d_prime, kr20, dependability, standard_error, correlation, lord, angoff)
}


def main():
    given = json.load(sys.stdin)
    if set(given) != set(FIGURES):
        sys.exit(f"figures given: {sorted(given)}; figures known: {sorted(FIGURES)}")
    differing = compared = 0
    for name, cases in sorted(given.items()):
        for case in cases:
            ours, theirs = case["is"], FIGURES[name](case["of"])
            compared += 1
            if not numpy.allclose(ours, theirs, rtol=1e-7, atol=1e-9):
                differing += 1
                print(f"{name}: formcheck has {ours}, the packages have {theirs}, of {str(case['of'])[:200]}")
    print(f"{compared} figures of {len(given)} kinds compared, {differing} differ")
    sys.exit(1 if differing or not compared else 0)


if __name__ == "__main__":
    main()
