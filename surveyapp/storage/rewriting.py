"""Writing rows anew in random order, so that what PostgreSQL keeps of each tells no order."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, text


def rewrite_in_random_order(
    connection: Connection, rows_of_survey: Mapping[str, str], survey: str
) -> None:
    """Write the rows of some tables anew, each table in an order of its own, in this one
    transaction; `xmin` and `ctid` tell who came when otherwise.

    `rows_of_survey` has each table with the rows in question, the tables that others point at
    first. SQLite keeps no such columns in tables without rowid.
    """
    if connection.dialect.name == "sqlite":
        return
    wanted = {"survey": survey}
    for table, rows in rows_of_survey.items():
        connection.exec_driver_sql(
            f"CREATE TEMPORARY TABLE kept_{table} (LIKE {table}) ON COMMIT DROP"
        )
        connection.execute(text(f"INSERT INTO kept_{table} SELECT * FROM {table} {rows}"), wanted)
    for table, rows in reversed(rows_of_survey.items()):
        connection.execute(text(f"DELETE FROM {table} {rows}"), wanted)
    for table in rows_of_survey:
        connection.exec_driver_sql(
            f"INSERT INTO {table} SELECT * FROM kept_{table} ORDER BY random()"
        )
        connection.exec_driver_sql(f"DROP TABLE kept_{table}")
