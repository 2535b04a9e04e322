"""What a caller may do with the jobs, shots, edits and uploads of another: nothing. For abuse.py."""
import json
import urllib.parse

from bodies import named_parts
from pictures import png
from service import IMAGE, call, ended, job, key, options, promise

FORM = "Content-Type: multipart/form-data; boundary=B\r\n"
JSON = "Content-Type: application/json\r\n"
EDITS = json.dumps({"version": 1, "width": 64, "height": 64, "strokes": [{"kind": "swap-sides", "person": 1}]}).encode()


def foreign(other):
    """The answers to everything that can be asked of a job, a shot and an upload of the first caller, by what was asked."""
    name = job(png(64, 64))
    form = named_parts(("plate.0001.png", "plate.0002.png"), png(64, 64))
    shot = ended(json.loads(call("POST", "/v1/shots?output=labels", form, FORM)[2])["id"], 120)
    upload = json.loads(call("POST", "/v1/uploads", b'{"name":"a.0001.jpg","contentType":"image/jpeg","size":1}', JSON)[2])
    frames = [urllib.parse.unquote(urllib.parse.urlsplit(upload["links"]["state"]).path.split("/v1/uploads/")[1])]
    asked = [("GET", f"/v1/jobs/{one}{path}", b"") for one in (name, shot)
             for path in ("", "/events", "/zip", "/outputs/overlay", "/outputs/labels/x", "/frames/0/outputs/labels", "/edits")]
    asked += [("GET", f"/v1/shots/{shot}{path}", b"") for path in ("/frames", "/files/shot.json", "/files/steady/labels/plate.0001.png",
                                                                   "/frames/plate.0001.png/edits")]
    asked += [("GET", urllib.parse.urlsplit(upload["links"]["state"]).path, b"")]
    asked += [("HEAD", path, body) for _, path, body in asked if not path.endswith("/events")]
    asked += [(method, path, EDITS if method == "PUT" else b"") for method in ("PUT", "DELETE")
              for path in (f"/v1/jobs/{name}/edits", f"/v1/jobs/{name}/frames/0/edits", f"/v1/shots/{shot}/frames/plate.0001.png/edits")]
    asked += [("DELETE", f"/v1/jobs/{one}", b"") for one in (name, shot)]
    said = {f"{method} {path}": call(method, path, body, JSON if body else "", by=other)[0] for method, path, body in asked}
    listed = call("GET", "/v1/jobs", by=other)[2].decode()
    named = call("POST", "/v1/shots", json.dumps({"frames": frames}).encode(), JSON, by=other)[0]
    mine = [call("GET", f"/v1/jobs/{one}")[0] for one in (name, shot)] + [call("GET", f"/v1/shots/{shot}/files/shot.json")[0]]
    return said, [one for one in (name, shot) if one in listed], named, mine


def check():
    @promise("callers are kept apart")
    def _():
        other = options.get("--other-key")
        if not key or not other:
            return True, "skipped: needs --key and --other-key"
        said, listed, named, mine = foreign(other)
        wrong = {what: status for what, status in said.items() if status != 404}
        return not wrong and not listed and 400 <= named < 500 and mine == [200] * 3, (
            f"{len(said) - len(wrong)} of the other's {len(said)} calls get 404, the rest {wrong or 'is none'}; jobs in the other's list: {listed}; "
            f"a shot of the first one's upload: {named}; the owner: {mine}")
