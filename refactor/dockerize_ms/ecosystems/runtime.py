"""What generic commands need when a container runs them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dockerize_ms.ecosystems.arguments import Options
from dockerize_ms.ecosystems.places import is_device, place
from dockerize_ms.ecosystems.registry import needs
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.needs import Feature, Need, NeedsFeature, NeedsPath
from dockerize_ms.text import HOLE

_CONFIGURATION = {
    "nginx": ("-c", "-p"),
    "supervisord": ("-c", "--configuration"),
    "haproxy": ("-f",),
    "redis-server": (),
    "envoy": ("-c", "--config-path"),
    "caddy": ("--config", "-conf"),
    "traefik": ("--configFile", "-c"),
    "prometheus": ("--config.file",),
    "crond": ("-c",),
    "sshd": ("-f", "-h"),
    "rsyslogd": ("-f",),
    "vsftpd": (),
    "s6-svscan": (),
    "runsvdir": ("-P",),
    "memcached": (),
    "dnsmasq": ("-C", "--conf-file"),
    "unbound": ("-c",),
    "php-fpm": ("-y", "-c", "--fpm-config"),
    "apachectl": ("-f",),
    "httpd": ("-f", "-h"),
    "lighttpd": ("-f",),
    "circusd": (),
    "monit": ("-c",),
}
_USUAL = {
    "nginx": ("/etc/nginx",),
    "supervisord": ("/etc/supervisor", "/etc/supervisord.conf", "/etc/supervisord.d"),
    "haproxy": ("/usr/local/etc/haproxy", "/etc/haproxy"),
    "caddy": ("/etc/caddy",),
    "crond": ("/etc/crontabs", "/var/spool/cron"),
    "sshd": ("/etc/ssh",),
    "apachectl": ("/etc/apache2",),
    "httpd": ("/usr/local/apache2", "/etc/httpd", "/etc/apache2"),
    "lighttpd": ("/etc/lighttpd",),
    "php-fpm": ("/usr/local/etc", "/etc/php"),
    "dnsmasq": ("/etc/dnsmasq.conf", "/etc/dnsmasq.d"),
}


@needs(
    "nginx", "supervisord", "haproxy", "redis-server", "envoy", "caddy", "traefik",
    "prometheus", "crond", "sshd", "rsyslogd", "vsftpd", "s6-svscan", "runsvdir", "memcached",
    "dnsmasq", "unbound", "php-fpm", "apachectl", "httpd", "lighttpd", "circusd", "monit"
)  # fmt: skip
def server(invocation: Invocation, state: State) -> Iterator[Need]:
    """Its configuration: where an option or a path says so, else in the usual place."""
    by = invocation.evidence()
    words = invocation.arguments
    options = _CONFIGURATION.get(invocation.name, ())
    for before, word in pairwise(("", *words)):
        name, _, attached = word.partition("=")
        if before in options or (attached and name in options):
            yield NeedsPath(path=place(state, attached or word), by=by)
        elif word[:1] == "/":
            yield NeedsPath(path=place(state, word), by=by, optional=True)
    for path in _USUAL.get(invocation.name, ()):
        yield NeedsPath(path=path, by=by, optional=True)


@needs(
    "cat", "tail", "head", "less", "more", "source", ".", "cp", "mv", "sed", "grep", "awk",
    "envsubst", "test", "["
)  # fmt: skip
def files(invocation: Invocation, state: State) -> Iterator[Need]:
    """The files it names, where they are there."""
    for word in Options("-n: -c: -e: -f:").read(invocation.arguments).operands:
        path = place(state, word)
        if "/" in word and HOLE not in word and not is_device(path):
            yield NeedsPath(path=path, by=invocation.evidence(), optional=True)


@needs("curl", "wget", "git", "http", "aria2c")
def clients(invocation: Invocation, state: State) -> Iterator[Need]:
    """Certificates, for addresses that are not surely without them."""
    words = invocation.arguments
    insecure = {"-k", "--insecure", "--no-check-certificate"} & set(words)
    plain = [word for word in words if word.startswith(("http://", "ftp://", "localhost", "127."))]
    secure = [word for word in words if word.startswith(("https://", HOLE))]
    if (secure or not plain) and not insecure:
        yield NeedsFeature(feature=Feature.CERTIFICATES, by=invocation.evidence())


@needs("date")
def zones(invocation: Invocation, state: State) -> Iterator[Need]:
    """Time zones, where one is asked for by name."""
    if state.env.get("TZ"):
        yield NeedsFeature(feature=Feature.TIME_ZONES, by=invocation.evidence())


@needs(
    "id", "whoami", "su", "gosu", "su-exec", "setpriv", "runuser", "sudo", "chown", "getent",
    "groups"
)  # fmt: skip
def accounts(invocation: Invocation, state: State) -> Iterator[Need]:
    """The user database."""
    yield NeedsFeature(feature=Feature.USERS, by=invocation.evidence())


@needs("mktemp", "tempfile")
def temporary(invocation: Invocation, state: State) -> Iterator[Need]:
    """A directory for temporary files."""
    yield NeedsFeature(feature=Feature.TEMPORARY, by=invocation.evidence())
