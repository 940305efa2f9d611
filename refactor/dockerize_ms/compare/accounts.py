"""Users and groups, as an image's ``/etc/passwd`` and ``/etc/group`` say."""

from __future__ import annotations

PASSWD, GROUP = "/etc/passwd", "/etc/group"


def lines(data: bytes) -> list[list[str]]:
    """The fields of an account file."""
    return [line.split(":") for line in data.decode("utf-8", "replace").split("\n")]


def names(data: bytes) -> dict[int, str]:
    """Numbers to names; of several the first, as the C library takes it.

    The kernel's own 0 is root, also where no file says so.
    """
    found: dict[int, str] = {}
    for name, _, number, *_ in ([*fields, "", "", ""] for fields in lines(data)):
        if number.isdecimal():
            found.setdefault(int(number), name)
    found.setdefault(0, "root")
    return found


def accounts(passwd: bytes, group: bytes) -> dict[str, str]:
    """Users with group, home and shell; groups with their members. Numbers are left out."""
    groups = names(group)
    found = {}
    for fields in lines(passwd):
        if len(fields) == 7 and fields[3].isdecimal():
            group_name = groups.get(int(fields[3]), fields[3])
            found[f"user {fields[0]}"] = f"{group_name} {fields[5]} {fields[6]}"
    for fields in lines(group):
        if len(fields) == 4:
            found[f"group {fields[0]}"] = fields[3]
    return found
