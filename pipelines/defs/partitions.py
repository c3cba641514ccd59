"""One dynamic partition for each registered document; its key is the file's name and the start of its hash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import dagster as dg
from dagster import DagsterInstance

from pipelines.registry import Registration

DISCLOSURES = dg.DynamicPartitionsDefinition(name="disclosures")

RANGE_START = "dagster/asset_partition_range_start"
RANGE_END = "dagster/asset_partition_range_end"


def add_partitions(instance: DagsterInstance, registrations: Iterable[Registration]) -> list[str]:
    """Give every registered document its partition, in the order of registration; returns all keys in Dagster's order."""
    known = list(instance.get_dynamic_partitions("disclosures"))
    new = [registration.key for registration in registrations if registration.key not in set(known)]
    if new:
        instance.add_dynamic_partitions("disclosures", new)
    return [*known, *new]


def range_tags(keys: Iterable[str], order: Sequence[str]) -> dict[str, str]:
    """The run tags that make one run of these partitions; keys between them are run too, which reads nothing again.

    Args:
        keys: at least one partition key.
        order: all keys, in Dagster's order.
    """
    places = sorted(order.index(key) for key in keys)
    return {RANGE_START: order[places[0]], RANGE_END: order[places[-1]]}
