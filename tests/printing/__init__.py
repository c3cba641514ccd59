"""The tests' own printing press: disclosures of bodies that do not exist, every printed figure known beforehand."""
