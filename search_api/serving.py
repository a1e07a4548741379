"""Serving the application on a port, with waitress."""

import waitress

from config.settings import Settings
from search_api.app import create_app

THREADS = 8


def serve_forever(settings: Settings, host: str, port: int) -> None:
    """Answer until the process is ended.

    Behind a proxy on this machine (people come by https, which waitress does not speak) the address of
    the person is what that proxy says; nobody else is believed.
    """
    proxied = (
        {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto"}
        if settings.secure_cookies
        else {}
    )
    waitress.serve(
        create_app(settings),
        host=host,
        port=port,
        threads=THREADS,
        ident=None,
        clear_untrusted_proxy_headers=True,
        **proxied,
    )
