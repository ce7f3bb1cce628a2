"""Pages travel compressed: a citizen's telephone fetches a fifth of what the page holds.

A page that holds a secret beside words of a stranger can give the secret away by its length, letter
by letter, when it travels compressed (BREACH, Gluck, Harris and Prado, 2013). A stranger can lead a
browser with its session to an address, so the words could stand behind the question mark or in an
address that leads nowhere. Such pages stay plain, unless nobody is known who could have a secret.
"""

import gzip

from flask import Flask, Response, request

# Below this, a page fits into the first packets anyway.
_LEAST_BYTES = 1_400
# Twice as fast as the usual level, and the page is a tenth larger.
_LEVEL = 3


def pack(response: Response) -> Response:
    """Compress a page for a browser that takes it so; leave everything else as it is."""
    if response.mimetype != "text/html" or response.is_streamed:
        return response
    content = response.get_data()
    if len(content) < _LEAST_BYTES:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") > 0 and not _may_tell(response):
        response.set_data(gzip.compress(content, _LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _may_tell(response: Response) -> bool:
    """Tell whether a stranger's words may stand on the page beside somebody's secret."""
    return bool(request.cookies) and bool(request.query_string or response.status_code != 200)


def install_packing(app: Flask) -> None:
    """Compress the pages of `app`."""
    app.after_request(pack)
