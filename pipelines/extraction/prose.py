"""Figures stated in the prose: every number whose label the vocabulary explains becomes a claim, every other number none.

A wrong claim would quarantine a good document, so a number is read only if the whole label in front of it, without filler, is one concept
in the context that headings and the text have opened (``labels.py``), and never inside reasons (主要原因是…), uses (主要用于…), definitions,
duties or single projects. Whole body, fiscal appropriation and general public budget are different concepts and stay apart:
``expenditure_total``, ``basic``, ``project`` are the whole body's; ``appropriation_…`` and ``appropriation.…`` all appropriated funds';
``general_public_expenditure`` and ``general_public.…`` the general public budget's. ``concepts.toml`` says which table figure each must equal.

Changes are signed: ``change.<concept>`` in ``amount_yuan``, ``change_pct.<concept>`` in ``number`` (percent), both negative where the text says
减少; 持平 is a change of 0. Where the text compares with last year's execution instead of last year's budget, the concept is
``change_executed.<concept>`` or ``change_executed_pct.<concept>``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.extraction.identity import read_speaker
from pipelines.extraction.labels import Context
from pipelines.extraction.pages import Page
from pipelines.extraction.records import ClaimRow
from pipelines.extraction.sentences import read_blocks
from pipelines.extraction.statements import BlockReader, token_pattern
from pipelines.vocabulary.concepts import load_concepts


def read_claims(pages: Sequence[Page], *, document_id: str, fiscal_year: int | None) -> list[ClaimRow]:
    """Read the figures stated in the text outside the tables.

    Args:
        pages: the pages in order.
        document_id: goes into every row and its ``claim_id``.
        fiscal_year: the year a figure belongs to where the sentence names none, and the year a comparison must look back from.

    Returns:
        One row for every number understood, in reading order, with page and box of the number itself. None for a report on the budget of a
        whole area: its words (一般公共预算支出) mean the area's accounts, which are not a body's.
    """
    speaker = read_speaker(pages)
    if speaker.scope == "government":
        return []
    context = Context(load_concepts(), speaker.names, final_accounts=speaker.kind == "final_accounts")
    tokens = token_pattern(context.vocabulary)
    claims: list[ClaimRow] = []
    for block in read_blocks(pages):
        reader = BlockReader(block, context, tokens, fiscal_year)
        for claim in reader.read():
            claims.append(
                replace(claim, document_id=document_id, claim_id=f"{document_id}-claim-{len(claims) + 1:04d}")
            )
    return claims
