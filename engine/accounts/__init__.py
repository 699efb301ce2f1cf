"""Accounts of people: passwords, sessions, one-time links, access tokens and saved views.

What the doors ask for is one function in the module of its subject; the tables are in
`store/account_tables.py`.
"""
