"""Where a disclosure that does not add up is wrong: plain arithmetic over its figures and identities, no framework.

Every identity is a linear equation over printed cells. A repair is a set of cells and the values that would satisfy the
equations that fail without breaking those that hold. Repairs are ranked and shown, never applied.
"""

from pipelines.localisation.assembly import network_of
from pipelines.localisation.faults import Fault, Repair, localise, to_read_again, weigh
from pipelines.localisation.network import Cell, Equation, Network, Second
from pipelines.localisation.report import RepairRow, report
from pipelines.localisation.second import second_of

__all__ = [
    "Cell",
    "Equation",
    "Fault",
    "Network",
    "Repair",
    "RepairRow",
    "Second",
    "localise",
    "network_of",
    "report",
    "second_of",
    "to_read_again",
    "weigh",
]
