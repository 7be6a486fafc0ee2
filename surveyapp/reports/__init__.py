"""What we tell: a report is headings and rows, in words, tables, charts and files."""
