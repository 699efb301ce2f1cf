"""How the office itself is: lateness, owed notices, ticks, the record, the machine, its backups.

Everything here is figures and names of machinery, never what a case holds. A further part is one
module, its field in `look.py`, and its sentences in a `*_faults.py`.
"""
