"""What else a transition brings about in the same transaction, by the name its table gives.

A new effect is one function with `@effect` in the module of its subject; its name goes into an
`effects=`. A new subject is one new module here, found without further ado. An effect changes the
case in place, adds statements to the work, or asks for events on other cases.
"""
