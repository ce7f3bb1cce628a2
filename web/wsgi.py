"""The WSGI application that gunicorn serves: `web.wsgi:app`."""

import os

from engine.wiring import Wires, make_context
from web.app import create_app
from web.settings import read_settings

settings = read_settings(os.environ)
app = create_app(
    make_context(
        Wires(
            database_url=settings.database_url,
            var=settings.var,
            smtp_host=settings.smtp_host,
            smtp_port=settings.smtp_port,
            mail_sender=settings.mail_sender,
            notices=settings.notices,
            partners=settings.partners,
            identity=settings.identity,
            http_hosts=settings.http_hosts,
            signing_secret=settings.signing_secret,
            payments=settings.payments,
            address=settings.address,
            sample_mode=settings.sample_mode,
        )
    ),
    settings,
)
