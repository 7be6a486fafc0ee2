"""Surveys that anyone in adult social care can answer, and verdicts that anyone can check."""
