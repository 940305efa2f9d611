"""The system's own tools: linker cache, certificates, locales, services, time zones."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.ecosystems.places import TEMPORARY
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.effects import (
    Effect,
    Links,
    Opaque,
    Updates,
    WritesFile,
    WritesTree,
)
from dockerize_ms.model.invocation import Invocation, State

_UPDATES = {
    "ldconfig": ("/etc/ld.so.cache",),
    "update-ca-certificates": ("/etc/ssl/certs",),
    "update-ca-trust": ("/etc/pki/ca-trust",),
    "c_rehash": ("/etc/ssl/certs",),
    "locale-gen": ("/usr/lib/locale", "/etc/locale.gen"),
    "localedef": ("/usr/lib/locale",),
    "update-locale": ("/etc/default/locale",),
    "localectl": ("/etc/locale.conf",),
    "fc-cache": ("/var/cache/fontconfig",),
    "update-mime-database": ("/usr/share/mime",),
    "glib-compile-schemas": ("/usr/share/glib-2.0/schemas",),
    "gtk-update-icon-cache": ("/usr/share/icons",),
    "mandb": ("/var/cache/man",),
    "updatedb": ("/var/lib/mlocate",),
    "update-mime": ("/etc/mailcap",),
    "update-java-alternatives": ("/etc/alternatives",),
    "newaliases": ("/etc/aliases.db",),
    "depmod": ("/lib/modules",),
    "update-initramfs": ("/boot",),
    "texhash": ("/usr/share/texmf",),
    "mktexlsr": ("/usr/share/texmf",),
}


@standard(
    "ldconfig", "update-ca-certificates", "update-ca-trust", "c_rehash", "locale-gen",
    "localedef", "update-locale", "localectl", "fc-cache", "update-mime-database",
    "glib-compile-schemas", "gtk-update-icon-cache", "mandb", "updatedb", "update-mime",
    "update-java-alternatives", "newaliases", "depmod", "update-initramfs", "texhash",
    "mktexlsr"
)  # fmt: skip
def updates(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Makes something anew out of what the image holds."""
    if invocation.arguments[:1] in (
        ("-p",),
        ("--print-cache",),
        ("--list-archive",),
        ("--version",),
        ("--help",),
    ):
        return
    for path in _UPDATES.get(invocation.name, ("/etc",)):
        yield Updates(path=path)


_SERVICES = (
    "start",
    "stop",
    "restart",
    "reload",
    "status",
    "daemon-reload",
    "is-active",
    "is-enabled",
    "force-reload",
)


@standard(
    "systemctl", "service", "initctl", "rc-service", "invoke-rc.d", "rc-update", "update-rc.d",
    "chkconfig", "insserv"
)  # fmt: skip
def services(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Enables services. One that is started in a build ends with the build, but may leave data."""
    words = set(invocation.arguments)
    if words & set(_SERVICES) and words & {"start", "restart"}:
        yield Opaque(
            reason="a service that runs in the build", below=("/var", "/run", "/etc", TEMPORARY)
        )
    elif not words & set(_SERVICES):
        yield WritesTree(
            path="/etc/systemd/system" if invocation.name == "systemctl" else "/etc/init.d"
        )


@standard("a2enmod", "a2dismod", "a2ensite", "a2dissite", "a2enconf", "a2disconf")
def apache(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Switches parts of the web server on and off: links in its configuration."""
    yield WritesTree(path="/etc/apache2")


@standard("timedatectl")
def timedatectl(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Sets the time zone."""
    match invocation.arguments:
        case ("set-timezone", zone, *_):
            yield Links(path="/etc/localtime", target=f"/usr/share/zoneinfo/{zone}")
        case _:
            return


@standard(
    "sysctl", "hostname", "hostnamectl", "mount", "umount", "losetup", "swapon", "swapoff",
    "modprobe", "insmod", "iptables", "reboot", "shutdown", "halt", "nsenter", "unshare"
)  # fmt: skip
def machine(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Changes the running machine, which an image does not hold."""
    yield from ()


@standard("anacron", "at")
def jobs(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Jobs of the running machine."""
    yield from ()


@standard("unminimize")
def unminimize(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Brings back what the base image leaves out."""
    yield Updates(path="/usr/share")


@standard(
    "makewhatis", "install-info", "update-desktop-database", "update-icon-caches", "gconftool-2",
    "dbus-uuidgen", "systemd-machine-id-setup"
)  # fmt: skip
def caches(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Keeps caches of its own."""
    if invocation.name in ("dbus-uuidgen", "systemd-machine-id-setup"):
        yield WritesFile(path="/etc/machine-id")
