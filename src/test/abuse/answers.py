"""Answers as abuse.py reads them."""


def unchunked(head, body):
    if b"chunked" not in head.lower():
        return body
    whole = b""
    while body:
        size, _, body = body.partition(b"\r\n")
        whole, body = whole + body[:int(size, 16)], body[int(size, 16) + 2:]
        if size == b"0":
            break
    return whole
