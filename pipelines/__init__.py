"""Yusuan (预算): budget disclosures published as PDF, turned into a checked and traceable warehouse."""
