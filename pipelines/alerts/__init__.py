"""The only code that sends messages: what there is to tell, to whom it was told, and what is still to be told.

One file for each cause lies below ``YUSUAN_HOME/alerts``; a notice counts as told when a target took it.
"""

from pipelines.alerts.causes import Cause, overdue, run_died, source_silent
from pipelines.alerts.held_back import document_resolution, documents_held_back
from pipelines.alerts.ledger import Entry, Notice, entries, locked
from pipelines.alerts.message import Message
from pipelines.alerts.post import Report, deliver, untold
from pipelines.alerts.targets import Target, targets

__all__ = [
    "Cause",
    "Entry",
    "Message",
    "Notice",
    "Report",
    "Target",
    "deliver",
    "document_resolution",
    "documents_held_back",
    "entries",
    "locked",
    "overdue",
    "run_died",
    "source_silent",
    "targets",
    "untold",
]
