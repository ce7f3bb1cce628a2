"""Which hosts may be called, and which of their addresses: nothing that is not on the list.

A procedure names an address, and its data may be a citizen's: so a call could be led to machines
that only the server itself can reach (server-side request forgery, OWASP). A host must be on the
list; its address, looked up once and used as it is, must be a public one, or lie in the network
that the list gives for this host.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_network,
)
from typing import TypeAlias

from engine.errors import SettingRefused

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

SETTING = "MOTCUA_HTTP_HOSTS"
_ENTRY = re.compile(
    r"(?P<host>\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:(?P<port>\d{1,5}))?(=(?P<net>.+))?"
)
# Where clouds keep their machines' secrets, though Python counts it as public: Azure's WireServer,
# Oracle's metadata in the range of RFC 6890.
_NEVER: tuple[Network, ...] = (ip_network("168.63.129.16/32"), ip_network("192.0.0.0/24"))
# IPv6 addresses that carry an IPv4 one: RFC 6052 (NAT64).
_TRANSLATED = ip_network("64:ff9b::/96")


@dataclass(frozen=True, kw_only=True)
class AllowedHost:
    """One host that may be called.

    port      the only port; None for 80 and 443
    network   where its addresses must lie; None for any public one
    """

    host: str
    port: int | None = None
    network: Network | None = None

    def fits(self, host: str, port: int) -> bool:
        """Tell whether this entry is for a host and port."""
        ports = (80, 443) if self.port is None else (self.port,)
        return host == self.host and port in ports

    def permits(self, address: Address) -> bool:
        """Tell whether the host may be called at an address."""
        if self.network is not None:
            return address.version == self.network.version and address in self.network
        return is_public(address)


def is_public(address: Address) -> bool:
    """Tell whether an address belongs to the open internet, whatever it is wrapped in."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or _translated(address)
        if inner is not None:
            return is_public(inner)
        if address.teredo is not None:
            return False
    is_open = address.is_global and not address.is_multicast
    return is_open and not any(address in network for network in _NEVER)


def _translated(address: IPv6Address) -> IPv4Address | None:
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _TRANSLATED else None


def find_host(hosts: Iterable[AllowedHost], host: str, port: int) -> AllowedHost | None:
    """Return the entry for a host and port, if it may be called at all."""
    return next((one for one in hosts if one.fits(host, port)), None)


def read_hosts(text: str) -> tuple[AllowedHost, ...]:
    """Return the list as the setting has it: `host`, `host:port`, `host=network`, with commas.

    Raises  SettingRefused
    """
    return tuple(_read(entry.lower()) for entry in re.split(r"[,\s]+", text) if entry)


def _read(entry: str) -> AllowedHost:
    found = _ENTRY.fullmatch(entry)
    if found is None or not 0 < int(found["port"] or 1) < 65_536:
        raise _refuse(entry)
    try:
        network = ip_network(found["net"]) if found["net"] else None
    except ValueError as error:
        raise _refuse(entry) from error
    port = int(found["port"]) if found["port"] else None
    return AllowedHost(host=found["host"].strip("[]"), port=port, network=network)


def _refuse(entry: str) -> SettingRefused:
    return SettingRefused(
        setting=SETTING,
        value=entry[:80],
        reason_en="write api.example.vn, api.example.vn:8443, or registry.local=10.1.0.0/16",
        reason_vi="hãy ghi api.example.vn, api.example.vn:8443, hoặc registry.local=10.1.0.0/16",
    )
