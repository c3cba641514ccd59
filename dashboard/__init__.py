"""The dashboard: what is published, for people who read budgets, with the printed page behind every number.

It reads one release through one read-only connection per rerun, writes nothing and asks no other machine for anything.
"""
