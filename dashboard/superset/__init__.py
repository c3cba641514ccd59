"""Superset on the published file: its contents as data, the YAML bundle made of them, and the one command that starts it.

``inside/`` runs in Superset's own environment and imports nothing of this project; everything else runs in the project's.
"""
