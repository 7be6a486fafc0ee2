"""Is it enough: indicators, thresholds with their schedule, and verdicts."""
