"""The database: tables, transactions, and the statements that move cases."""
