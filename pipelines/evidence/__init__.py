"""Evidence for a number without the warehouse: one zip that shows where it was printed, what was made of it, and what confirms it.

``bundling`` writes it from a published home; ``checking`` reads it anywhere, and needs neither a home nor DuckDB. Nothing is
imported here, so that whoever checks does not load what only a writer needs.
"""
