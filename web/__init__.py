"""The office's desk in the browser: pages, feeds and calls over the same engine as the terminal.

A screen is one module in `web/pages` with its template; `web/app.py` files it.
"""
