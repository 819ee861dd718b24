"""A whole receiver with nothing but Python: verifies, publishes, corrects, takes down.
    BYLINE_WEBHOOK_SECRET=whsec_... python3 receiver.py
With BYLINE_JWKS (a file, from `byline keys jwks`) the proof of text and credit is checked, too: see verify_proof.py."""
import base64, hashlib, hmac, html, json, os, sqlite3, time
from http.server import BaseHTTPRequestHandler, HTTPServer
from fetch_claim import NotFetched, whole_event
from verify_proof import is_proven

SECRET = base64.b64decode(os.environ["BYLINE_WEBHOOK_SECRET"].removeprefix("whsec_"))
JWKS = os.environ.get("BYLINE_JWKS")
db = sqlite3.connect(os.environ.get("DATABASE", "articles.db"))
db.execute("CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY)")
db.execute("CREATE TABLE IF NOT EXISTS articles (id TEXT PRIMARY KEY, revision INTEGER, html TEXT)")

def is_signed(headers, body):
    id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not (timestamp.isascii() and timestamp.isdigit()) or abs(time.time() - int(timestamp)) > 300:
        return False
    digest = hmac.new(SECRET, f"{id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    ours = b"v1," + base64.b64encode(digest)
    return any(hmac.compare_digest(ours, one.encode()) for one in headers.get("webhook-signature", "").split(" "))

class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))  # the exact bytes, before anything parses them
        if not is_signed(self.headers, body):
            return self.answer(401)
        event = json.loads(body)
        type, data = event["type"], event["data"]
        if type == "partner.verify":
            return self.answer(200, json.dumps({"challenge": data["challenge"]}), "application/json")
        if type.startswith("article."):
            retracted = type == "article.retracted"
            try:
                data = whole_event(event)["data"]
            except NotFetched:
                return self.answer(502)
            if JWKS and not retracted and not is_proven(data, json.load(open(JWKS))):
                return self.answer(422)
            with db:  # of a retraction only the revision is kept, so that nothing older brings the article back
                if db.execute("INSERT OR IGNORE INTO seen VALUES (?)", [self.headers["webhook-id"]]).rowcount:
                    db.execute("INSERT INTO articles VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET revision = excluded.revision,"
                               " html = excluded.html WHERE excluded.revision > revision",
                               [data["articleId"], data["revision"], None if retracted else page(data)])
        self.answer(204)

    def do_GET(self):
        row = db.execute("SELECT html FROM articles WHERE id = ?", [self.path.removeprefix("/articles/")]).fetchone()
        self.answer(200, row[0]) if row and row[0] else self.answer(404)

    def answer(self, status, text="", media_type="text/html; charset=utf-8"):
        self.send_response(status)
        self.send_header("content-type", media_type)
        self.end_headers()
        self.wfile.write(text.encode())

def page(data):
    body = next((one["value"] for one in data["article"]["bodies"] if one["contentType"] == "text/html"), "")
    return f"<h1>{html.escape(data['article']['headlines'][0]['value'])}</h1>{body}{data['attribution']['html']}"

server = HTTPServer(("127.0.0.1", int(os.environ.get("PORT", 8080))), Receiver)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
