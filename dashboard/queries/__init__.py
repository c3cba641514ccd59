"""All SQL of the dashboard, and nothing else: an open release and parameters in, rows as dictionaries out."""
