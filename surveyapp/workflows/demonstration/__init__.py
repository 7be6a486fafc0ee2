"""The demonstration: made-up people go through the same workflows as real ones."""
