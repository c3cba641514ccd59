"""Printed pages to typed rows. Plain Python: no PDF library, no database, no orchestrator, no disk, no clock."""
