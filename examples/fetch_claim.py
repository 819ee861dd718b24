"""Fetches what came as a claim check (docs/webhooks.md#large-articles), with nothing but Python.
BYLINE_ALLOW_HTTP=1 is for the stack of a laptop."""
import hashlib, http.client, json, os, time, urllib.parse

MOST_BYTES, TIMEOUT = 20 * 1024 * 1024, 10  # Byline sends no more, and waits for an answer for 15 s

class NotFetched(Exception):
    """It could not be fetched, or is not what was signed for: an answer that is no 2xx brings it again, at a new address."""

def whole_event(event):
    """The whole of a webhook whose signature holds. Raises NotFetched."""
    claim = event["data"].get("claim")
    if claim is None or event["type"] == "article.retracted":  # of a retraction nothing is kept but its revision
        return event
    url = urllib.parse.urlsplit(claim["url"])
    if url.scheme != "https" and not (url.scheme == "http" and os.environ.get("BYLINE_ALLOW_HTTP") == "1"):
        raise NotFetched("not https")
    if claim["bytes"] > MOST_BYTES:
        raise NotFetched("larger than Byline sends")
    try:
        body = fetch(url, claim["bytes"])
    except (OSError, http.client.HTTPException) as error:
        raise NotFetched(error) from error
    if len(body) != claim["bytes"] or hashlib.sha256(body).hexdigest() != claim["sha256"]:
        raise NotFetched("not what was signed for")
    whole = json.loads(body)
    if named(whole) != named(event):
        raise NotFetched("another article")
    return whole

def fetch(url, most):
    connect = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    connection, deadline, body = connect(url.netloc, timeout=TIMEOUT), time.monotonic() + TIMEOUT, b""
    try:
        connection.request("GET", f"{url.path}?{url.query}")
        answer = connection.getresponse()  # follows no redirect
        if answer.status != 200:
            raise NotFetched(f"answered {answer.status}")
        while len(body) <= most and time.monotonic() < deadline and (chunk := answer.read1(65536)):
            body += chunk
        return body
    finally:
        connection.close()

def named(event):
    return [event["type"], event["data"]["articleId"], event["data"]["revision"]]
