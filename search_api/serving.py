"""Serving the application on a port, with waitress."""

import waitress

from config.settings import Settings
from legislation.errors import SetupError
from search_api.app import create_app

THREADS = 8


def serve_forever(settings: Settings, host: str, port: int) -> None:
    """Answer until the process is ended.

    Behind a proxy on this machine (people come by https, which waitress does not speak) the address of
    the person is what that proxy says; nobody else is believed. Raises SetupError for an address that
    cannot be had.
    """
    proxied = (
        {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto"}
        if settings.secure_cookies
        else {}
    )
    app = create_app(settings)
    try:
        server = waitress.create_server(
            app,
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            clear_untrusted_proxy_headers=True,
            **proxied,
        )
    except OSError as error:
        raise SetupError(f"nothing can be served on {host}:{port}: {error.strerror}") from error
    server.run()
