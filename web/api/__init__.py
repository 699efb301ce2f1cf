"""The calls of `/api/v1`: the same commands as the terminal, for programs.

A subject is one module here, filed in `web/api/router.py`; how a call is added is told in
`docs/howto/add-a-call.md`.
"""
