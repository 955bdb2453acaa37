"""Draws samples that can be accounted for: every pick has its stratum and its probability; keeps out who reviews.

The order of the input never matters: what is drawn from is sorted first, and the seed is an argument.
"""

from ccqa.sampling.allocation import allocate
from ccqa.sampling.drawing import draw, overlay
from ccqa.sampling.frame import OVERLAY, REPLACEMENT, RESERVE, SAMPLE, Drawn, Frame, Pick
from ccqa.sampling.plan import Allocation, Design, Plan, StratumField
from ccqa.sampling.reserves import reserves
from ccqa.sampling.strata import Stratum, shared_out

__all__ = [
    "OVERLAY",
    "REPLACEMENT",
    "RESERVE",
    "SAMPLE",
    "Allocation",
    "Design",
    "Drawn",
    "Frame",
    "Pick",
    "Plan",
    "Stratum",
    "StratumField",
    "allocate",
    "draw",
    "overlay",
    "reserves",
    "shared_out",
]
