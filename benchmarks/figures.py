"""How far the figures of `ccqa.statistics` can be trusted: simulations with the truth known, seeds given.

    python benchmarks/figures.py [--runs 1000] [--plots docs/images]

Not called `statistics.py`, which would stand before Python's own module of that name.
"""

from __future__ import annotations

import argparse
from itertools import combinations
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from ccqa.finding import Verdict
from ccqa.statistics.calibration import Pair, agreed
from ccqa.statistics.comparability import Judged, gaps
from ccqa.statistics.corrected import powered
from ccqa.statistics.design import Design
from ccqa.statistics.differences import LEVEL, p_values, power
from ccqa.statistics.gates import Gate, Measure, status
from ccqa.statistics.misclassified import Rate, rogan_gladen
from ccqa.statistics.shares import interval
from ccqa.statistics.shrinkage import shrunk
from ccqa.statistics.trends import Period, chart
from ccqa.statistics.weighted import share

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.random import Generator
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Draw = Callable[[Generator, int, float], tuple[Floats, Design, float]]

SEED: Final = 20261124
SIZES: Final = (10, 20, 50, 100, 300, 1000, 2000)
SHARES: Final = (0.02, 0.05, 0.1, 0.2, 0.5, 0.8, 0.9, 0.95, 0.98)
EVEN: Final = 0.5
LEAST: Final = 0.9
"""The coverage below which a cell is named."""
PARTS: Final = np.array([0.3, 0.25, 0.2, 0.15, 0.1])
LEAN: Final = np.array([-0.6, -0.3, 0.0, 0.4, 1.0])
OFTEN: Final = np.array([0.1, 0.1, 0.2, 0.2, 0.4])
"""Five strata by their part of all contacts, and by how much likelier they meet it, in log odds; and oversampled."""


def simple(chance: Generator, n: int, p: float, among: int = 20) -> tuple[Floats, Design, float]:
    """One contact in twenty, drawn evenly."""
    met = round(p * n * among)
    hit = int(chance.hypergeometric(met, n * among - met, n))
    return np.repeat([1.0, 0.0], [hit, n - hit]), Design(np.full(n, float(among))), met / (n * among)


def half(chance: Generator, n: int, p: float) -> tuple[Floats, Design, float]:
    """Every second contact."""
    return simple(chance, n, p, 2)


def stratified(
    chance: Generator, n: int, p: float, parts: Floats = PARTS, lean: Floats = LEAN
) -> tuple[Floats, Design, float]:
    """Five strata, in proportion or as `parts` say."""
    there = (PARTS * 40 * n).astype(int)
    met = np.round(there / (1 + np.exp(-log(p / (1 - p)) - lean))).astype(int)
    given = np.maximum(1, np.floor(parts * n)).astype(int)
    given[-1] += n - given.sum()
    hit = chance.hypergeometric(met, there - met, given)
    values = np.concatenate([np.repeat([1.0, 0.0], [h, g - h]) for h, g in zip(hit, given, strict=True)])
    of = np.repeat(np.arange(len(there)), given)
    return values, Design((there / given)[of], of), float(met.sum() / there.sum())


def _rare(p: float) -> int:
    """Return 1 where what meets is the rarer, -1 where what does not."""
    return 1 if p <= EVEN else -1


def risky(chance: Generator, n: int, p: float) -> tuple[Floats, Design, float]:
    """Risky strata four times as often, and rightly: what is looked for is there."""
    return stratified(chance, n, p, OFTEN, LEAN * _rare(p))


def wrongly(chance: Generator, n: int, p: float) -> tuple[Floats, Design, float]:
    """The same strata four times as often, where what is looked for is elsewhere."""
    return stratified(chance, n, p, OFTEN, -LEAN * _rare(p))


def agents(chance: Generator, n: int, p: float) -> tuple[Floats, Design, float]:
    """5 to 40 agents drawn, whose own contacts are alike (intraclass correlation 0.05)."""
    many = max(5, min(40, n // 5))
    own = chance.beta(p * 19, (1 - p) * 19, many)
    of = np.arange(n) % many
    return (chance.random(n) < own[of]).astype(float), Design(clusters=of), p


def customers(chance: Generator, n: int, p: float) -> tuple[Floats, Design, float]:
    """Customers with one to five contacts (intraclass correlation 0.2)."""
    of = chance.integers(0, max(2, int(n * 0.7)), n)
    return (chance.random(n) < chance.beta(p * 4, (1 - p) * 4, n)[of]).astype(float), Design(clusters=of), p


DESIGNS: Final[dict[str, Draw]] = {
    "simple": simple,
    "every second contact": half,
    "stratified, in proportion": stratified,
    "risky strata oversampled": risky,
    "wrong strata oversampled": wrongly,
    "clustered by agent": agents,
    "clustered by customer": customers,
}


def covered(draw: Draw, n: int, p: float, runs: int) -> float:
    chance = np.random.default_rng([SEED, n, round(p * 1000)])
    hits = 0
    for _ in range(runs):
        values, design, truth = draw(chance, n, p)
        found = share(values, design)
        hits += found.low - 1e-9 <= truth <= found.high + 1e-9
    return hits / runs


def coverage(runs: int) -> dict[str, dict[int, list[float]]]:
    print(f"\n## Coverage of 95 % intervals of shares ({runs} runs a cell, mean and least over shares 0.02 to 0.98)\n")
    print("| design | " + " | ".join(f"n = {n}" for n in SIZES) + " | all |")
    print("|---|" + "---:|" * (len(SIZES) + 1))
    found: dict[str, dict[int, list[float]]] = {}
    for name, draw in DESIGNS.items():
        found[name] = {n: [covered(draw, n, p, runs) for p in SHARES] for n in SIZES}
        cells = [f"{np.mean(c):.1%} ({min(c):.1%})" for c in found[name].values()]
        every = [c for row in found[name].values() for c in row]
        print(f"| {name} | " + " | ".join(cells) + f" | {np.mean(every):.1%} ({min(every):.1%}) |", flush=True)
    cells_ = [
        (c, name, n, p) for name, of in found.items() for n, row in of.items() for p, c in zip(SHARES, row, strict=True)
    ]
    print("\nUnder 90 %:")
    for c, name, n, p in (one for one in cells_ if one[0] < LEAST):
        print(f"- {name}, n = {n}, share {p}: {c:.1%}")
    return found


def even(runs: int) -> None:
    print(f"\n## Agents of equal quality, and a planned pair ({runs} runs)\n")
    chance = np.random.default_rng(SEED)
    one, other = np.array(list(combinations(range(30), 2))).T
    print("| true share | contacts each | reports that claim a difference among 30 |\n|---:|---|---:|")
    for p in (0.5, 0.8, 0.9, 0.97):
        for name, sizes in (("30", [30]), ("220", [220]), ("30 to 600", [30, 40, 80, 200, 600])):
            wrong = 0
            for _ in range(runs):
                n = chance.choice(sizes, 30)
                met = chance.binomial(n, p)
                wrong += p_values(met[one], n[one], met[other], n[other]).min() <= LEVEL / len(one)
            print(f"| {p} | {name} | {wrong / runs:.1%} |", flush=True)
    print("\n| 0.80 beside 0.90, 220 contacts each | told apart |\n|---|---:|")
    for name, many in (("planned pair", 2), ("all pairs of 3", 3), ("all pairs of 10", 10), ("all pairs of 30", 30)):
        print(f"| {name} | {power((0.8, 0.9), (220, 220), many):.1%} |")


def drawn_in(runs: int) -> None:
    print(f"\n## Drawn-in figures of 30 agents with 10 to 80 contacts ({runs} teams)\n")
    print("| team share | strength | drawn in: covered | width | alone: width | error² against alone |")
    print("|---:|---:|---:|---:|---:|---:|")
    chance = np.random.default_rng(SEED)
    for p, strength in ((0.9, 20.0), (0.9, 200.0), (0.9, 1e6), (0.7, 50.0), (0.97, 30.0)):
        hits, width, alone, error = 0, 0.0, 0.0, np.zeros(2)
        for _ in range(runs):
            true, n = chance.beta(p * strength, (1 - p) * strength, 30), chance.integers(10, 81, 30)
            met = chance.binomial(n, true)
            for found, t, m, k in zip(shrunk(met.tolist(), n.tolist()), true, met, n, strict=True):
                low, high = interval(int(m), int(k))
                hits += found.low <= t <= found.high
                width, alone = width + found.width, alone + high - low
                error += ((found.value - t) ** 2, (m / k - t) ** 2)
        each = 30 * runs
        told = (f"{hits / each:.1%}", f"{width / each:.3f}", f"{alone / each:.3f}", f"{error[0] / error[1]:.2f}")
        print(f"| {p} | {strength:,.0f} | {' | '.join(told)} |", flush=True)


def machine(runs: int) -> list[tuple[float, ...]]:
    """A machine that fails 8 points too many: what it says alone, people alone, and the two together."""
    print(f"\n## A machine biased by 8 points (it sees 90 % of fails; 20,000 contacts; {runs} runs)\n")
    print("| fails | labels | raw covers | labels alone | width | corrected | width | Rogan-Gladen | width |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    rows = []
    for p in (0.02, 0.05, 0.1, 0.3, 0.5):
        for n in (10, 20, 50, 100, 300, 1000):
            rows.append((p, n, *_biased(p, n, runs)))
            _, _, raw, *rest = rows[-1]
            told = " | ".join(f"{c:.1%} | {w:.3f}" for c, w in zip(rest[::2], rest[1::2], strict=True))
            print(f"| {p} | {n} | {raw:.0%} | {told} |", flush=True)
    covers = [row[5] for row in rows]
    print(f"\nCorrected, all rows: mean {np.mean(covers):.1%}, least {min(covers):.1%}, most {max(covers):.1%}.")
    return rows


def _biased(p: float, n: int, runs: int) -> list[float]:
    chance = np.random.default_rng([SEED, n, round(p * 1000)])
    all_ = 20_000
    wrong = (0.1 * p + 0.08) / (1 - p)
    cells = [round(all_ * part) for part in (p * 0.9, p * 0.1, (1 - p) * wrong)]
    cells.append(all_ - sum(cells))
    truth, said = (cells[0] + cells[1]) / all_, (cells[0] + cells[2]) / all_
    low, high = interval(cells[0] + cells[2], all_)
    hit, width, told = np.zeros(3), np.zeros(3), np.zeros(3)
    for _ in range(runs):
        seen = chance.multivariate_hypergeometric(cells, n)
        people, says = np.repeat([1.0, 1, 0, 0], seen), np.repeat([1.0, 0, 1, 0], seen)
        design = Design(np.full(n, all_ / n))
        rates = (Rate(said * all_, all_), Rate(seen[0], seen[0] + seen[1]), Rate(seen[3], seen[2] + seen[3]))
        found = (share(people, design), powered(people, says, said, design), rogan_gladen(*rates))
        for k, one in enumerate(found):
            if one:
                hit[k], width[k], told[k] = hit[k] + (one.low <= truth <= one.high), width[k] + one.width, told[k] + 1
    return [float(low <= truth <= high), *np.ravel(np.column_stack([hit / told, width / told])).tolist()]


def oversampled(runs: int) -> None:
    chance = np.random.default_rng(SEED)
    found = []
    for _ in range(runs):
        values, design, truth = risky(chance, 300, 0.05)
        found.append((share(values, design).value, values.mean(), truth))
    weighted, plain, truth = np.mean(found, 0)
    error = np.std([f[0] for f in found]) / np.sqrt(runs)
    print(f"\n## Risky strata oversampled, 300 contacts ({runs} runs)\n")
    print(
        f"Truth {truth:.4f}; weighted mean of estimates {weighted:.4f} (± {1.96 * error:.4f}); unweighted {plain:.4f}."
    )


def always_yes() -> None:
    person = [Verdict.FAIL] * 10 + [Verdict.PASS] * 190
    pairs = [Pair(str(n), verdict, Verdict.PASS, blind=True) for n, verdict in enumerate(person)]
    found = agreed(pairs, SEED)
    assert found.raw and found.kappa and found.ac1 and found.sensitivity  # noqa: PT018
    print("\n## A machine that always says pass, 200 blind reviews, 95 % pass\n")
    print(f"Raw agreement {found.raw.value:.2f}, kappa {found.kappa.value:.2f}, AC1 {found.ac1.value:.2f}, ", end="")
    print(
        f"sensitivity {found.sensitivity.value:.2f}; gate on sensitivity and specificity: {status(pairs, Gate())}; ",
        end="",
    )
    print(f"on kappa 0.6: {status(pairs, Gate(((Measure.KAPPA, 0.6),)))}.")


def judged(chance: Generator, n: int, planted: float) -> list[Judged]:
    """Contacts of 20 unequal agents; short chats fail by `planted` more often."""
    columns = (chance.integers(0, 20, n), chance.choice(["voice", "chat", "e-mail"], n, p=[0.5, 0.35, 0.15]))
    rest = (chance.choice(["en", "fr", "nl"], n), chance.choice(["short", "middle", "long"], n), chance.random(n))
    return [
        Judged(
            bool(luck < 0.05 + 0.01 * agent + planted * (channel == "chat" and length == "short")),
            f"agent {agent:02}",
            (("channel", str(channel)), ("language", str(language)), ("length", str(length))),
        )
        for agent, channel, language, length, luck in zip(*columns, *rest, strict=True)
    ]


def short_chats(runs: int) -> None:
    print(f"\n## A rule that fails short chats, 20 agents, 36 comparisons ({runs} runs)\n")
    print("| contacts | planted | any gap claimed | short chats found | and named first |\n|---:|---:|---:|---:|---:|")
    for n, planted in ((600, 0.0), (2000, 0.0), (600, 0.2), (2000, 0.1), (2000, 0.2)):
        chance = np.random.default_rng([SEED, n])
        claims = np.zeros(3)
        for _ in range(runs):
            found = [g.name for g in gaps([("CRT-04", judged(chance, n, planted))]) if g.found]
            named = [" chat and length short" in name for name in found]
            claims += (bool(found), any(named), named[:1] == [True])
        print(f"| {n:,} | {planted:.0%} | " + " | ".join(f"{c / runs:.1%}" for c in claims) + " |", flush=True)


def steady(runs: int) -> None:
    chance = np.random.default_rng(SEED)
    print(f"\n## p-chart, 26 steady periods ({runs} charts): periods that signal\n")
    print("| share | contacts a period | signals |\n|---:|---:|---:|")
    for p in (0.5, 0.9, 0.98):
        for n in (30, 200, 2000):
            points = [
                x
                for _ in range(runs)
                for x in chart(Period(str(k), int(m), n) for k, m in enumerate(chance.binomial(n, p, 26)))
            ]
            print(f"| {p} | {n:,} | {np.mean([x.signals for x in points]):.2%} |", flush=True)


def plots(found: dict[str, dict[int, list[float]]], rows: list[tuple[float, ...]], out: Path) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 3.6), layout="constrained")
    left, right = figure.subplots(1, 2)
    for number, (name, sizes) in enumerate(found.items()):
        left.plot(list(sizes), [np.mean(c) for c in sizes.values()], f"C{number}-o", ms=3, label=name)
    left.axhline(0.95, color="black", lw=0.8)
    for axes in (left, right):
        axes.set_xscale("log")
        axes.set_xticks([10, 30, 100, 300, 1000], labels=["10", "30", "100", "300", "1,000"])
        axes.minorticks_off()
    left.set(ylim=(0.9, 1.0), xlabel="contacts drawn", ylabel="coverage, mean over shares")
    left.legend(frameon=False, fontsize=7)
    for number, p in enumerate(sorted({row[0] for row in rows})):
        some = [row for row in rows if row[0] == p]
        right.plot([r[1] for r in some], [r[4] for r in some], f"C{number}--", lw=1)
        right.plot([r[1] for r in some], [r[6] for r in some], f"C{number}-o", ms=3, label=f"fails {p:.0%}")
    right.set(xlabel="labels by people", ylabel="width (dashed: labels alone)", ylim=(0, None))
    right.legend(frameon=False, fontsize=7)
    figure.savefig(out / "statistics.png", dpi=120)


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--runs", type=int, default=1000)
    given.add_argument("--plots", type=Path)
    args = given.parse_args()
    found = coverage(args.runs)
    even(args.runs // 2)
    drawn_in(args.runs // 20)
    rows = machine(args.runs)
    oversampled(args.runs)
    always_yes()
    short_chats(args.runs // 4)
    steady(args.runs // 20)
    if args.plots:
        plots(found, rows, args.plots)


if __name__ == "__main__":
    main()
