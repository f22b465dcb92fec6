#!/usr/bin/env python3
"""fetch.py EINTHOVEN: `einthoven datasets fetch` against a small server on 127.0.0.1 that knows ranges, breaks transfers, lies
about a file and lacks another. Every folder must end with the server's bytes, or without the file."""
import hashlib, http.server, os, random, subprocess, sys, tempfile, threading

program = os.path.abspath(sys.argv[1])
random.seed(7)
files = {f"{100 + i}.dat": random.randbytes(50_000 + 7_001 * i) for i in range(5)} | {
    "deep er/a.hea": b"a 0 100\n", "RECORDS": b"100\n101\n"}
state = {"breaks": set(), "lies": set(), "lacks": set(), "ranges": True, "asked": []}


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        prefix = "/files/mitdb/1.0.0/"
        name = self.path.removeprefix(prefix).replace("%20", " ")
        start = int(self.headers.get("Range", "bytes=0-").split("=")[1].split("-")[0])
        state["asked"].append((name, start))
        if name == "SHA256SUMS.txt":
            lines = "".join(f"{hashlib.sha256(b).hexdigest()} {n}\n" for n, b in files.items())
            body = state.get("list", lines).encode()
        elif not self.path.startswith(prefix) or name not in files or name in state["lacks"]:
            self.send_error(404)
            return
        else:
            body = files[name]
            if name in state["lies"]:
                body = body[:-1] + bytes([body[-1] ^ 1])
        whole = len(body)
        if start and state["ranges"]:
            if start >= whole:
                self.send_response(416)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            body = body[start:]
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{whole - 1}/{whole}")
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if name in state["breaks"]:
            self.wfile.write(body[: len(body) // 2])
            self.wfile.flush()
            self.connection.close()
            return
        self.wfile.write(body)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
mirror = f"http://127.0.0.1:{server.server_port}/files"


def fetch(folder, *more):
    state["asked"] = []
    done = subprocess.run([program, "datasets", "fetch", "mitdb", folder, "--mirror", mirror, *more],
                          capture_output=True, text=True)
    return done.returncode, done.stderr


def there(folder):
    return {os.path.relpath(os.path.join(b, f), folder) for b, _, fs in os.walk(folder) for f in fs} - {"SHA256SUMS.txt"}


def check(what, truth, text=""):
    print("ok  " if truth else "FAIL", what)
    if not truth:
        sys.exit(text or 1)


def same(folder, names):
    return all(open(os.path.join(folder, n), "rb").read() == files[n] for n in names)


with tempfile.TemporaryDirectory() as top:
    a = top + "/a"
    code, text = fetch(a)
    check("all files, to the byte", code == 0 and there(a) == set(files) and same(a, files), text)
    code, text = fetch(a)
    check("nothing is brought twice", code == 0 and [n for n, _ in state["asked"]] == ["SHA256SUMS.txt"], text)
    open(a + "/102.dat", "r+b").write(b"spoiled")
    code, text = fetch(a)
    check("a spoiled file is brought anew", code == 0 and same(a, files) and len(state["asked"]) == 2, text)

    b = top + "/b"
    state["breaks"] = {"103.dat"}
    code, text = fetch(b)
    parts = {n for n in there(b) if n.endswith(".part")}
    check("a broken transfer leaves a part, and says so", code == 1 and "103.dat" not in there(b) and
          parts == {"103.dat.part"} and "run this again" in text, text)
    state["breaks"] = set()
    code, text = fetch(b)
    check("it goes on where it stopped, to the same bytes", code == 0 and same(b, files) and there(b) == set(files) and
          any(n == "103.dat" and s > 0 for n, s in state["asked"]), text)

    c = top + "/c"
    os.makedirs(c)
    open(c + "/101.dat.part", "wb").write(files["101.dat"])
    open(c + "/104.dat.part", "wb").write(b"of another file")
    code, text = fetch(c)
    check("a whole part is taken, a strange one begun anew", code == 0 and same(c, files) and there(c) == set(files), text)

    d = top + "/d"
    os.makedirs(d)
    open(d + "/100.dat.part", "wb").write(files["100.dat"][:999])
    state["ranges"] = False
    code, text = fetch(d)
    check("a server without ranges will do", code == 0 and same(d, files) and there(d) == set(files), text)
    state["ranges"] = True

    e = top + "/e"
    state["lies"], state["lacks"] = {"101.dat"}, {"102.dat"}
    code, text = fetch(e)
    check("a wrong checksum and a missing file are said, the rest is kept", code == 1 and "SHA-256" in text and
          "no such file" in text and there(e) == set(files) - {"101.dat", "102.dat"} and same(e, there(e)), text)
    state["lies"], state["lacks"] = set(), set()

    f = top + "/f"
    code, text = fetch(f, "--only", "100,RECORDS")
    check("a part of it", code == 0 and there(f) == {"100.dat", "RECORDS"}, text)
    g = top + "/g"
    state["list"] = f"{'0' * 64} ../evil\n"
    code, text = fetch(g)
    check("a path out of the folder is refused", code == 1 and not os.path.exists(top + "/evil") and "broken" in text, text)
    del state["list"]
    server.shutdown()
    server.server_close()
    code, text = fetch(top + "/h")
    check("no server", code == 1 and "cannot be reached" in text, text)
