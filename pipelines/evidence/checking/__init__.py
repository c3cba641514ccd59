"""Checking a bundle on any machine, from its bytes alone: no home, no warehouse, nothing of what the bundle says is believed.

The PDF is read again by this installation's reader; every cell, amount, sum and picture of the bundle is held against that.
"""

from pipelines.evidence.checking.check import Check
from pipelines.evidence.checking.verification import Bounds, verify

__all__ = ["Bounds", "Check", "verify"]
