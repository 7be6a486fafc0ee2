"""What we ask: questions, scales, questionnaires, and their words in every language."""
