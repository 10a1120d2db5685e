"""Texts and scripts go over the wire packed, where the browser can unpack them."""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

PACKED = ("text/css", "text/javascript", "application/javascript", "image/svg+xml")
SMALLEST = 600


def make_smaller(app: Flask) -> None:
    """Pack what lies in the static folder; pages with words in them stay as they are.

    Packed pages would tell by their length what is in them beside a word that somebody else
    chose; for files that everybody has there is nothing to tell.
    """
    app.after_request(_pack)


def _pack(response: Response) -> Response:
    if request.endpoint != "static" or response.status_code != 200:
        return response
    response.headers["Vary"] = "Accept-Encoding"
    if response.mimetype in PACKED and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.direct_passthrough = False
        whole = response.get_data()
        if len(whole) >= SMALLEST:
            response.set_data(_packed(whole))
            response.headers["Content-Encoding"] = "gzip"
            if tag := response.get_etag()[0]:
                response.set_etag(f"{tag}-gz")
    return response


@lru_cache(maxsize=64)
def _packed(whole: bytes) -> bytes:
    return gzip.compress(whole, 9, mtime=0)
