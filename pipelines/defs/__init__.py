"""The only code that knows Dagster: one file for each thing of the line, left to right."""
