"""One person's way through a questionnaire: what comes next, back, skip and stop."""
