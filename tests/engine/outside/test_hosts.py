"""Which hosts and addresses may be called."""

from ipaddress import ip_address

import pytest

from engine.errors import SettingRefused
from engine.outside.hosts import find_host, is_public, read_hosts

INNER = [
    "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "100.100.100.200", "168.63.129.16", "192.0.0.192", "0.0.0.1", "255.255.255.255", "224.0.0.1",
    "240.0.0.1", "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:a9fe:a9fe", "2002:7f00:1::", "2002:a9fe:a9fe::",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
]  # fmt: skip


@pytest.mark.parametrize("address", INNER)
def test_an_address_inside_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "203.162.4.190", "2001:4860:4860::8888"])
def test_an_address_of_the_open_internet_is(address: str) -> None:
    assert is_public(ip_address(address))


def test_a_host_is_allowed_on_its_usual_ports_or_the_one_that_is_named() -> None:
    hosts = read_hosts("api.example.vn, tax.example.vn:8443")
    assert find_host(hosts, "api.example.vn", 443)
    assert find_host(hosts, "api.example.vn", 80)
    assert find_host(hosts, "tax.example.vn", 8443)
    assert find_host(hosts, "tax.example.vn", 443) is None
    assert find_host(hosts, "api.example.vn", 22) is None
    assert find_host(hosts, "x.api.example.vn", 443) is None


def test_a_host_inside_is_allowed_within_the_network_that_is_named() -> None:
    (host,) = read_hosts("register.local=10.1.0.0/16")
    assert host.permits(ip_address("10.1.2.3"))
    assert not host.permits(ip_address("10.2.0.1"))
    assert not host.permits(ip_address("8.8.8.8"))
    assert not host.permits(ip_address("::1"))


@pytest.mark.parametrize(
    "text", ["http://a.vn", "a.vn:0", "a.vn:99999", "a.vn=10.0.0.1/8", "*", "a b/c", "-a.vn", "a:b"]
)
def test_an_entry_that_makes_no_sense_ends_the_start(text: str) -> None:
    with pytest.raises(SettingRefused, match="MOTCUA_HTTP_HOSTS"):
        read_hosts(text)


def test_without_a_list_no_host_is_allowed() -> None:
    assert read_hosts("") == ()
