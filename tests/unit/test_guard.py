"""Where an address that a person typed may lead."""

import pytest

from crawler.guard import Refused, is_public, target

CLOSED = (
    "0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.8.8.8 168.63.129.16 169.254.169.254"
    " 172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.7"
    " 203.0.113.9 224.0.0.1 239.1.2.3 240.0.0.1 255.255.255.255"
    " :: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1"
    " 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8::1 2002:7f00:1::1 2002:808:808::1 3fff::1"
    " 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 2606:4700::1%eth0 fec0::1 ff02::1"
    " localhost 2130706433 0x7f000001"
).split()
OPEN = "8.8.8.8 172.15.0.1 172.32.0.1 100.63.0.1 100.128.0.1 185.15.59.224 2606:4700::1 2a00:1450::5".split()


@pytest.mark.parametrize("address", CLOSED)
def test_an_address_that_may_be_our_own_is_closed(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", OPEN)
def test_an_address_of_the_open_net_is_open(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://017700000001/",
        "http://127.1/",
        "http://127.0.1/",
        "http://127.0.0.0x1/",
        "http://１２７.0.0.1/",
        "http://127。0。0。1/",
        "http://①②⑦.0.0.1/",
        "http://127.0.0.1./",
        "http://user@example.am/",
        "http://user:word@example.am/",
        "http://example.am@127.0.0.1/",
        "http://@example.am/",
        "http://127.0.0.1\\@example.am/",
        "http://example.am\\.127.0.0.1/",
        "http://example.am/\r\nHost: x",
        "http://exam\tple.am/",
        " http://example.am/",
        "http://example.am/a b",
        "http://example.am:22/",
        "http://example.am:8000/",
        "http://example.am:0/",
        "http://example.am:99999/",
        "http://example.am:x/",
        "http://[::1/",
        "http:///x",
        "http:example.am",
        "//example.am/",
        "file:///etc/passwd",
        "ftp://example.am/",
        "gopher://example.am/",
        "javascript:alert(1)",
        "data:text/plain,x",
        "",
        "http://exa_mple..am/",
        f"http://{'a' * 64}.am/",
        f"http://example.am/{'a' * 2000}",
    ],
)
def test_an_address_that_no_honest_page_has_is_refused(url):
    with pytest.raises(Refused):
        target(url)


def test_what_is_asked_is_what_was_checked():
    found = target("https://Example.AM/ա/b?q=ը#part")
    assert (found.scheme, found.host, found.port) == ("https", "example.am", 443)
    assert (found.path, found.host_header) == ("/%D5%A1/b?q=%D5%A8", "example.am")
    assert found.url == "https://Example.AM/ա/b?q=ը"
    assert target("http://օրակարգ.հայ").host == "xn--y9aag0cxed4a.xn--y9a3aq"
    assert target("http://example.am:443/").host_header == "example.am:443"
    assert target("http://[2606:4700::1111]/").host_header == "[2606:4700::1111]"
    assert target("http://localhost/").host == "localhost", "whether it may be asked its address tells"
    assert target("http://example.am:8000/", frozenset({8000})).port == 8000
