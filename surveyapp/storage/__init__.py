"""The tables, the queries and the migrations: one schema on SQLite and PostgreSQL."""
