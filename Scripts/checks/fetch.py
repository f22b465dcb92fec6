#!/usr/bin/env python3
"""fetch.py EINTHOVEN: `einthoven datasets fetch` against a small server on 127.0.0.1 that knows ranges, breaks transfers, lies
about a file, lacks another, and sends lists that no honest server would. Every folder must end with the server's bytes, or
without the file."""
import hashlib, http.server, json, os, pty, random, re, signal, subprocess, sys, tempfile, threading, time

program = os.path.abspath(sys.argv[1])
random.seed(7)
files = {f"{100 + i}.dat": random.randbytes(50_000 + 7_001 * i) for i in range(5)} | {
    "deep er/a.hea": b"a 0 100\n", "RECORDS": b"100\n101\n", "empty": b""}
state = {"breaks": set(), "lies": set(), "lacks": set(), "ranges": True, "asked": [], "slow": 0, "endless": False}
LIST = "SHA256SUMS.txt"


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        prefix = "/files/mitdb/1.0.0/"
        name = self.path.removeprefix(prefix).replace("%20", " ")
        start = int(self.headers.get("Range", "bytes=0-").split("=")[1].split("-")[0])
        state["asked"].append((name, start))
        if name == LIST and "list" in state and state["list"] is None:
            self.send_error(404)
            return
        if name == LIST:
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
        if name == LIST and state["endless"]:
            self.end_headers()
            try:
                while True:
                    self.wfile.write(body)
            except OSError:
                return
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if name in state["breaks"]:
            self.wfile.write(body[: len(body) // 2])
            self.wfile.flush()
            self.connection.shutdown(2)
            self.close_connection = True
            return
        try:
            while body:
                step = 5_000 if state["slow"] and name != LIST else len(body)
                self.wfile.write(body[:step])
                body = body[step:]
                time.sleep(state["slow"] if name != LIST else 0)
        except OSError:
            pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
server.daemon_threads = True
server.handle_error = lambda *_: None  # a client that was killed
threading.Thread(target=server.serve_forever, daemon=True).start()
mirror = f"http://127.0.0.1:{server.server_port}/files"


def words(folder, *more):
    return [program, "datasets", "fetch", "mitdb", folder, "--mirror", mirror, *more]


def fetch(folder, *more, **how):
    state["asked"] = []
    done = subprocess.run(words(folder, *more), capture_output=True, text=True, timeout=120, **how)
    fetch.output = done.stdout
    return done.returncode, done.stderr


def there(folder):
    return {os.path.relpath(os.path.join(b, f), folder) for b, _, fs in os.walk(folder) for f in fs} - {LIST}


def check(what, truth, text=""):
    print("ok  " if truth else "FAIL", what, flush=True)
    if not truth:
        sys.exit(f"{text}\n{getattr(fetch, 'output', '')}")


def same(folder, names):
    return all(open(os.path.join(folder, n), "rb").read() == files[n] for n in names)


def whole(folder):
    return there(folder) == set(files) and same(folder, files)


with tempfile.TemporaryDirectory() as top:
    fresh = iter(f"{top}/{n}" for n in range(100))
    a = next(fresh)
    code, text = fetch(a, "--dry-run")
    check("--dry-run says what is missing, and writes nothing",
          code == 0 and fetch.output.split("\n")[:-1] == list(files) and not os.path.exists(a), text)
    code, text = fetch(a, "--json")
    check("all files, to the byte", code == 0 and whole(a) and json.loads(fetch.output)["brought"] == len(files), text)
    code, text = fetch(a)
    check("nothing is brought twice", code == 0 and [n for n, _ in state["asked"]] == [LIST], text)
    open(a + "/102.dat", "r+b").write(b"spoiled")
    code, text = fetch(a)
    check("a spoiled file is brought anew", code == 0 and same(a, files) and len(state["asked"]) == 2, text)

    b = next(fresh)
    state["breaks"] = {"103.dat"}
    code, text = fetch(b)
    parts = {n for n in there(b) if n.endswith(".part")}
    check("a broken transfer is tried again, leaves a part, and says so",
          code == 1 and parts == {"103.dat.part"} and "run this again" in text and
          sum(n == "103.dat" for n, _ in state["asked"]) == 4 and there(b) - parts == set(files) - {"103.dat"}, text)
    state["breaks"] = set()
    code, text = fetch(b)
    check("it goes on where it stopped, to the same bytes",
          code == 0 and whole(b) and any(n == "103.dat" and s > 0 for n, s in state["asked"]), text)
    state["breaks"] = set(files)
    code, text = fetch(next(fresh))
    check("a line that breaks everything is given up soon", code == 1 and len(state["asked"]) < 12, text)
    state["breaks"] = set()

    c = next(fresh)
    os.makedirs(c)
    open(c + "/101.dat.part", "wb").write(files["101.dat"])
    open(c + "/104.dat.part", "wb").write(b"of another file")
    open(c + "/102.dat.part", "wb").write(files["102.dat"] + b"and more")
    code, text = fetch(c)
    check("a whole part is taken, a strange or too long one begun anew", code == 0 and whole(c), text)

    d = next(fresh)
    os.makedirs(d)
    open(d + "/100.dat.part", "wb").write(files["100.dat"][:999])
    state["ranges"] = False
    code, text = fetch(d)
    check("a server without ranges will do", code == 0 and whole(d), text)
    state["ranges"] = True

    e = next(fresh)
    state["lies"], state["lacks"] = {"101.dat"}, {"102.dat"}
    code, text = fetch(e, "--json")
    check("a wrong checksum and a missing file are named, the rest is kept",
          code == 1 and re.search(r"101\.dat, SHA-256: ", text) and re.search(r"102\.dat: .*no such file", text) and
          there(e) == set(files) - {"101.dat", "102.dat"} and same(e, there(e)) and
          [n[-7:] for n in json.loads(fetch.output)["failed"]] == ["101.dat", "102.dat"], text)
    state["lies"], state["lacks"] = set(), set()

    f = next(fresh)
    code, text = fetch(f, "--only", "100,RECORDS")
    check("a part of it", code == 0 and there(f) == {"100.dat", "RECORDS"}, text)
    code, text = fetch(f, "--only", "nothing")
    check("a part that is not there", code == 1 and "no file of the list begins so" in text, text)

    right = hashlib.sha256(files["RECORDS"]).hexdigest()
    for what, lines in [("../evil", f"{right} ../evil\n"), ("/evil", f"{right} {top}/evil\n"), ("a/../../evil", f"{right} a/../../evil\n"),
                        ("a digest that is none", "abc RECORDS\n"), ("a page of HTML", "<html><body>log in</body></html>\n"),
                        ("two checksums of a file", f"{right} RECORDS\n{'0' * 64} RECORDS\n"), ("no line", ""),
                        ("a name of ours", f"{right} RECORDS.part\n"), ("a name with an escape", f"{right} a\x1b[2Jb\n"),
                        ("no list", None)]:
        state["list"] = lines
        g = next(fresh)
        code, text = fetch(g)
        check(f"refused: {what}", code == 1 and not os.path.exists(g) and not os.path.exists(top + "/evil") and
              "\x1b" not in text and LIST in text, text)
    state["list"] = "".join(f"{right} f/{n}\n" for n in range(60_000)) * 20
    began = time.time()
    code, text = fetch(next(fresh))
    check(f"refused: a list of {len(state['list']) >> 20} MB, in {time.time() - began:.1f} s", code == 1 and "more than a list" in text, text)
    state["endless"] = True
    code, text = fetch(next(fresh))
    check("refused: a list without end", code == 1 and "more than a list" in text, text)
    state["endless"] = False
    state["list"] = f"{right} RECORDS\n{hashlib.sha256(files['deep er/a.hea']).hexdigest()} RECORDS/a\n"
    code, text = fetch(next(fresh))
    check("a file that is a folder too is said", code == 1 and "RECORDS" in text, text)
    del state["list"]

    state["slow"] = 0.02
    for name, signals, wanted in [("Ctrl-C", signal.SIGINT, 130), ("kill", signal.SIGTERM, 130), ("kill -9", signal.SIGKILL, -9)]:
        h = next(fresh)
        run = subprocess.Popen(words(h), stderr=subprocess.PIPE, text=True, start_new_session=True)
        while not any(n.endswith(".part") and os.path.getsize(f"{h}/{n}") > 9_000 for n in (there(h) if os.path.exists(h) else [])):
            time.sleep(0.01)
        if signals == signal.SIGINT:
            os.killpg(run.pid, signals)
        else:
            run.send_signal(signals)
        text = run.stderr.read() if signals != signal.SIGKILL else ""
        code = run.wait()
        check(f"{name}: code {code}", code == wanted and (code < 0 or "goes on from here" in text), text)
        if signals == signal.SIGKILL:
            code, text = fetch(h)
            check("what outlived it keeps the folder", code == 1 and "another fetch is at work" in text, text)
            while fetch(h, "--json")[0] != 0:
                time.sleep(0.2)
            check("... and when it has ended, all is there", whole(h))
        else:
            part = next(n for n in there(h) if n.endswith(".part"))
            code, text = fetch(h)
            check(f"{name}: goes on where it stopped", code == 0 and whole(h) and
                  any(n == part[:-5] and s > 0 for n, s in state["asked"]), text)
    state["slow"] = 0

    i = next(fresh)
    os.makedirs(i)
    if os.path.exists("/dev/full"):
        os.symlink("/dev/full", i + "/101.dat.part")
        code, text = fetch(i)
        check("a full disk stops it, and is said", code == 1 and "disk full" in text and "101.dat" in text, text)
    code, text = fetch("/proc/nowhere/x")
    check("a folder that cannot be made", code == 1 and "cannot be made" in text, text)
    code, text = fetch(next(fresh), env={"PATH": "/nowhere"})
    check("no curl", code == 1 and "curl could not be started: install it" in text, text)
    code, text = subprocess.run([program, "datasets", "fetch", "mitdb", next(fresh), "--mirror", "ftp://127.0.0.1"],
                                capture_output=True, text=True).stderr, ""
    check("another protocol", "no address of http" in code, code)

    state["slow"] = 0.01
    reader, end = pty.openpty()
    run = subprocess.Popen(words(next(fresh)), stderr=end, env={**os.environ, "TERM": "xterm"})
    os.close(end)
    shown = b""
    try:
        while piece := os.read(reader, 4096):
            shown += piece
    except OSError:
        pass
    check("a terminal sees the bar, the pace and the time left", run.wait() == 0 and re.search(rb"files/s .*left", shown), repr(shown))
    state["slow"] = 0
    server.shutdown()
    server.server_close()
    code, text = fetch(next(fresh))
    check("no server", code == 1 and "cannot be reached" in text, text)
