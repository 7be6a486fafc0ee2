"""What came: responses, silence, and the ledger of who could have answered."""
