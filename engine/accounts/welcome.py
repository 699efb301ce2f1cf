"""What whoever starts the site is told: where it answers and, at first, the link to an account."""

from __future__ import annotations

from engine.accounts.links import first_link
from engine.office import Office
from kernel.words import Text


def welcome(office: Office, served: str) -> tuple[Text, ...]:
    """Return what to say at the start of the site.

    Args:
        office: The office; its `base_url` goes before the address it is served at.
        served: Where it is served on this machine.

    Raises:
        Conflict: others keep changing the register; try again.
    """
    address = office.base_url or served
    where = Text(f"网页：{address}", f"The site: {address}")
    token = first_link(office)
    if token is None:
        return (where,)
    link = f"{address}/link/{token}"
    return (
        where,
        Text(
            f"还没有账号。请打开这个一次性链接，建立第一个账号：{link}",
            f"There is no account yet: open this link once to make the first: {link}",
        ),
    )
