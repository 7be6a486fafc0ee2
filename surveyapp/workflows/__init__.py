"""One function for each thing that a person can do; here are the transactions and the clock."""
