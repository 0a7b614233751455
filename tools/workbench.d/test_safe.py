"""What strangers send: refused with the right status, the service stays up, nothing leaks."""

import os
import resource
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import unittest

from service import Service, small_project


class Safe(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = small_project()
        cls.service = Service(f"{cls.folder}/project.yaml").__enter__()
        cls.service.wait()

    @classmethod
    def tearDownClass(cls):
        cls.service.__exit__()
        shutil.rmtree(cls.folder)

    def tearDown(self):
        self.assertEqual(self.service.ask("GET", "/state")[0], 200, "it is up")

    def status(self, answer):
        return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else None

    def test_names_of_others_are_misdirected(self):
        for host in ["evil.example", "127.0.0.1", f"127.0.0.1:{self.service.port}.evil.example",
                     f"evil@127.0.0.1:{self.service.port}"]:
            self.assertEqual(self.service.ask("GET", "/", Host=host)[0], 421, host)

    def test_pages_elsewhere_change_nothing(self):
        for origin in ["https://evil.example", "null", f"http://127.0.0.1:{self.service.port + 1}"]:
            status = self.service.ask(
                "POST", "/decisions", {"decision": {"lock": ["W1"]}, "by": "x"}, Origin=origin,
                If_Match=self.service.version())[0]
            self.assertEqual(status, 403, origin)
        # What a form can send without being asked first.
        for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]:
            status = self.service.ask("POST", "/ask", '{"changes":{"weights":{"water":3}}}', Content_Type=kind)[0]
            self.assertEqual(status, 415, kind)
        for method, path in [("PUT", "/scenarios/x"), ("DELETE", "/links/1"), ("POST", "/links"), ("POST", "/rebuild")]:
            self.assertEqual(self.service.ask(method, path, {}, Origin="https://evil.example")[0], 403, path)
            # Nor is a page elsewhere told that it may ask.
            asked = self.service.ask("OPTIONS", path, Origin="https://evil.example",
                                     Access_Control_Request_Method=method)
            self.assertIn(asked[0], (403, 405))
            self.assertIsNone(asked[2]["access-control-allow-origin"])
        headers = self.service.ask("GET", "/v1")[2]
        self.assertEqual(headers["cache-control"], "private, no-cache")
        self.assertIn("Cookie", headers["vary"])
        self.assertIsNone(headers["access-control-allow-origin"])
        self.assertIn("frame-ancestors 'none'", headers["content-security-policy"])

    def test_without_the_key_one_looks_and_asks(self):
        ask = {"changes": {"weights": {"water": 3}}}
        self.assertEqual(self.service.ask("POST", "/ask", ask, key=False)[0], 200)
        for method, path in [("POST", "/decisions"), ("DELETE", "/decisions/1"), ("POST", "/decisions/undo"),
                             ("PUT", "/scenarios/x"), ("POST", "/rebuild"), ("POST", "/scenarios/siloed/adopt")]:
            self.assertEqual(self.service.ask(method, path, {}, key=False)[0], 403, path)
        self.assertEqual(self.service.ask("GET", "/?key=0")[0], 403)

    def test_no_path_leads_to_the_disk(self):
        for path in ["/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/scenarios/..%2f..%2fproject",
                     "/%2e%2e/project.yaml", "/v1/collections/..%2fworks", "/project.yaml", "/decisions.yaml",
                     "/scenarios/%00", "//etc/passwd", "/v1//collections"]:
            status, text, _ = self.service.ask("GET", path)
            self.assertIn(status, (400, 404), path)
            self.assertNotIn("root:", str(text))
            self.assertNotIn(self.folder, str(text), path)
        for key in ["..%2Fx", "%2e%2e", "a.b", "a%2Fb", "x" * 300]:
            body = {"name": "x", "changes": {"weights": {"water": 3}}}
            self.assertIn(self.service.ask("PUT", f"/scenarios/{key}", body)[0], (400, 405), key)

    def test_framing_that_two_readers_read_differently_is_refused(self):
        host = f"Host: 127.0.0.1:{self.service.port}\r\n".encode()
        hidden = b"GET /hidden HTTP/1.1\r\n" + host + b"\r\n"
        cases = {
            "length and chunks": b"POST /ask HTTP/1.1\r\n" + host
            + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
            "two lengths": b"POST /ask HTTP/1.1\r\n" + host + b"Content-Length: 0\r\nContent-Length: 40\r\n\r\n" + hidden,
            "length with a sign": b"POST /ask HTTP/1.1\r\n" + host + b"Content-Length: +5\r\n\r\nhello",
            "unknown coding": b"POST /ask HTTP/1.1\r\n" + host + b"Transfer-Encoding: xchunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "space before the colon": b"GET / HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n",
            "no host": b"GET / HTTP/1.1\r\n\r\n",
            "two hosts": b"GET / HTTP/1.1\r\n" + host + b"Host: evil.example\r\n\r\n",
            "bad chunk": b"POST /ask HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nhello\r\n0\r\n\r\n",
            "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
            "null in a header": b"GET / HTTP/1.1\r\n" + host + b"X: a\x00b\r\n\r\n",
        }
        for name, data in cases.items():
            with self.subTest(name):
                answer = self.service.raw(data, 2)
                self.assertIn(self.status(answer), (None, 400, 415, 421, 431, 501), answer[:200])
                self.assertNotIn(b"hidden", answer)
                self.assertLessEqual(answer.count(b"HTTP/1.1 "), 1)

    def test_framing_of_rfc_9112_is_read_as_it_says_or_refused(self):
        """Of each request: how many answers may come, and with which status; None is a connection that is closed."""
        host = f"Host: 127.0.0.1:{self.service.port}\r\n".encode()
        ask = b'{"changes":{"weights":{"water":3}}}'
        head = b"POST /ask HTTP/1.1\r\n" + host + b"Content-Type: application/json\r\n"
        hidden = b"GET /hidden HTTP/1.1\r\n" + host + b"\r\n"
        chunked = head + b"Transfer-Encoding: chunked\r\n"
        good = b"%x\r\n%b\r\n0\r\n\r\n" % (len(ask), ask)
        refused = (None, 400, 411, 413, 417, 421, 431, 501, 505)
        cases = {
            # Section 6.3: a message with both is an error, in either order and however it is written.
            "chunks and length": (chunked + b"Content-Length: 3\r\n\r\n" + good + hidden, refused),
            "length and chunks, in capitals": (
                head + b"CONTENT-LENGTH: 3\r\nTRANSFER-ENCODING: CHUNKED\r\n\r\n" + good + hidden, refused),
            "two lengths, the same": (head + b"Content-Length: 0\r\nContent-Length: 0\r\n\r\n" + hidden, refused),
            "two lengths in one": (head + b"Content-Length: 0, 0\r\n\r\n" + hidden, refused),
            "two lengths, others": (head + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc" + hidden, refused),
            "length in hexadecimal": (head + b"Content-Length: 0x3\r\n\r\nabc" + hidden, refused),
            "length below nothing": (head + b"Content-Length: -1\r\n\r\n" + hidden, refused),
            "length beyond all": (head + b"Content-Length: 99999999999999999999\r\n\r\nabc", refused),
            "length with a space in it": (head + b"Content-Length: 1 0\r\n\r\n0123456789" + hidden, refused),
            # Section 6.1 and 7: codings.
            "chunked twice": (head + b"Transfer-Encoding: chunked, chunked\r\n\r\n" + good + hidden, refused),
            "chunked not the last": (head + b"Transfer-Encoding: chunked, identity\r\n\r\n" + good + hidden, refused),
            "coding behind a tab": (head + b"Transfer-Encoding:\x0bchunked\r\n\r\n" + good + hidden, refused),
            "chunks of HTTP 1.0": (
                chunked.replace(b"HTTP/1.1", b"HTTP/1.0") + b"\r\n" + good + hidden, (*refused, 200)),
            "chunks with extensions": (
                chunked + b"\r\n%x;a=b;c=\"d\"\r\n%b\r\n0;e\r\n\r\n" % (len(ask), ask), (200,)),
            "chunks with trailers": (
                chunked + b"\r\n%x\r\n%b\r\n0\r\nX: y\r\n\r\n" % (len(ask), ask), (200,)),
            "chunk beyond all": (chunked + b"\r\nFFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n" + hidden, refused),
            "chunk below nothing": (chunked + b"\r\n-1\r\nabc\r\n0\r\n\r\n" + hidden, refused),
            "chunk in hexadecimal": (chunked + b"\r\n0x3\r\nabc\r\n0\r\n\r\n" + hidden, refused),
            "chunk longer than told": (chunked + b"\r\n3\r\nabcdef\r\n0\r\n\r\n" + hidden, refused),
            "chunk without a size": (chunked + b"\r\n\r\nabc\r\n0\r\n\r\n" + hidden, refused),
            # Section 5.2: folded lines; 2.2: lines that end in LF alone, and CR alone.
            "a folded header": (b"GET /state HTTP/1.1\r\n" + host + b"X: a\r\n b\r\n\r\n", (*refused, 200)),
            "a folded length": (head + b"Content-Length:\r\n 5\r\n\r\nhello" + hidden, refused),
            "a first header that is folded": (b"GET /state HTTP/1.1\r\n " + host + b"\r\n", refused),
            "lines that end in LF": (b"GET /state HTTP/1.1\n" + host.replace(b"\r", b"") + b"\n", (*refused, 200)),
            "a CR in a header": (b"GET /state HTTP/1.1\r\n" + host + b"X: a\rY: b\r\n\r\n", refused),
            # Section 3: request lines.
            # Which may be read by its words.
            "two spaces": (b"GET  /state HTTP/1.1\r\n" + host + b"\r\n", (*refused, 200)),
            "no version": (b"GET /state\r\n" + host + b"\r\n", refused),
            "another version": (b"GET /state HTTP/3.7\r\n" + host + b"\r\n", refused),
            "small letters": (b"get /state HTTP/1.1\r\n" + host + b"\r\n", (*refused, 405)),
            # The web server drops the name in the target: that in the header decides, and pages elsewhere send only that.
            "an address of another service": (
                b"GET http://evil.example/state HTTP/1.1\r\n" + host + b"\r\n", (*refused, 200)),
            "an address of this service, to another": (
                b"GET http://127.0.0.1:%d/state HTTP/1.1\r\nHost: evil.example\r\n\r\n" % self.service.port, (421,)),
            "an address of this service": (
                b"GET http://127.0.0.1:%d/state HTTP/1.1\r\n" % self.service.port + host + b"\r\n", (200,)),
            "a way through": (b"CONNECT evil.example:443 HTTP/1.1\r\n" + host + b"\r\n", (*refused, 405, 403)),
            "a name without a value": (b"GET /state HTTP/1.1\r\n" + host + b"X\r\n\r\n", refused),
            "no name": (b"GET /state HTTP/1.1\r\n" + host + b": x\r\n\r\n", refused),
            "a name with a quote": (b"GET /state HTTP/1.1\r\n" + host + b"X\"y: x\r\n\r\n", refused),
            "spaces behind the name": (chunked.replace(b"coding:", b"coding :") + b"\r\n" + good + hidden, refused),
        }
        for name, (data, expected) in cases.items():
            with self.subTest(name):
                answer = self.service.raw(data, 1)
                self.assertIn(self.status(answer), expected, answer[:300])
                # Nothing of what stands behind a message that is refused is taken for another.
                self.assertNotIn(b"/hidden", answer)
                if self.status(answer) != 200:
                    self.assertLessEqual(answer.count(b"HTTP/1.1 "), 1, answer[:600])

    def test_requests_in_a_row_are_answered_in_a_row(self):
        host = f"Host: 127.0.0.1:{self.service.port}\r\n".encode()
        body = b'{"changes":{"weights":{"water":4}}}'
        length = b"Content-Length: %d\r\nContent-Type: application/json\r\n\r\n" % len(body)
        row = (b"POST /ask HTTP/1.1\r\n" + host + length + body
               + b"GET /nothing-1 HTTP/1.1\r\n" + host + b"\r\n"
               + b"GET /state HTTP/1.1\r\n" + host + b"\r\n") * 20
        answer = self.service.raw(row + b"GET /state HTTP/1.1\r\n" + host + b"Connection: close\r\n\r\n", 30)
        told = [int(part.split(b" ", 1)[0]) for part in answer.split(b"HTTP/1.1 ")[1:]]
        self.assertEqual(told, [200, 404, 200] * 20 + [200])

    def test_a_thousand_who_say_nothing_keep_nobody_waiting(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
        idle = []
        try:
            for _ in range(1000):
                idle.append(socket.create_connection(("127.0.0.1", self.service.port), timeout=5))
            begun = time.monotonic()
            # More than are served at a time wait in the queue until those who say nothing are sent away.
            self.assertEqual(self.service.ask("GET", "/state")[0], 200)
            waited = time.monotonic() - begun
            print(f"\nbehind a thousand silent connections: {waited:.1f} s")
            self.assertLess(waited, 15)
        finally:
            for connection in idle:
                connection.close()
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

    def test_a_body_that_never_ends_is_given_up(self):
        """A byte each half second, for ever: the service says that it takes too long, or hangs up."""
        head = (f"POST /ask HTTP/1.1\r\nHost: 127.0.0.1:{self.service.port}\r\nContent-Type: application/json\r\n"
                "Content-Length: 1000\r\n\r\n").encode()
        begun = time.monotonic()
        with socket.create_connection(("127.0.0.1", self.service.port), timeout=0.5) as connection:
            connection.sendall(head)
            answer = None
            while answer is None and time.monotonic() - begun < 60:
                try:
                    connection.send(b" ")
                    answer = connection.recv(1 << 16)
                except TimeoutError:
                    pass
                except OSError:
                    answer = b""
        self.assertIn(self.status(answer or b"none"), (None, 408))
        self.assertIsNotNone(answer)
        self.assertLess(time.monotonic() - begun, 45)

    def test_slow_senders_of_slowhttptest_do_not_close_the_service(self):
        """Slow headers, slow bodies, slow readers; while they last others are answered."""
        if shutil.which("slowhttptest") is None:
            self.skipTest("slowhttptest is not installed")
        url = f"http://127.0.0.1:{self.service.port}"
        for name, options in {
            "headers": ["-H", "-u", f"{url}/", "-t", "GET", "-x", "24", "-i", "2"],
            "bodies": ["-B", "-u", f"{url}/ask", "-t", "POST", "-x", "10", "-i", "2", "-s", "8192"],
            "readers": ["-X", "-u", f"{url}/v1/collections/works/items", "-w", "64", "-y", "128", "-n", "2", "-z", "8"],
        }.items():
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                attack = subprocess.Popen(
                    ["slowhttptest", *options, "-c", "400", "-r", "200", "-l", "15", "-p", "3"],
                    cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                waits = []
                while attack.poll() is None:
                    begun = time.monotonic()
                    self.assertEqual(self.service.ask("GET", "/state")[0], 200)
                    waits.append(time.monotonic() - begun)
                    time.sleep(0.2)
                self.assertGreater(len(waits), 10)
                print(f"\nslow {name}: others wait {max(waits):.2f} s at most, of {len(waits)}")
                self.assertLess(max(waits), 5)

    def test_what_is_too_long_is_refused(self):
        self.assertIn(self.service.ask("GET", "/" + "a" * 9000)[0], (400, 414))
        status = self.service.raw(
            f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{self.service.port}\r\nX: {'a' * 70000}\r\n\r\n".encode(), 3)
        self.assertIn(self.status(status), (None, 400, 431))
        self.assertEqual(self.service.ask("POST", "/ask", b"{" + b" " * (1 << 21))[0], 413)
        many = "".join(f"X-{n}: y\r\n" for n in range(2000))
        long = f"GET /state HTTP/1.1\r\nHost: 127.0.0.1:{self.service.port}\r\n"
        for headers in [many, f"{'N' * 20_000}: y\r\n", f"Cookie: kansenkaart={'a' * 15_000}\r\n" * 3]:
            answer = self.service.raw((long + headers + "\r\n").encode(), 3)
            self.assertIn(self.status(answer), (None, 400, 431), answer[:200])
        for body in ['{"changes":' * 5000, "[" * 100_000, '{"changes":{"weights":{"water":1e999}}}', "\xff",
                     '{"changes":{"weights":{"water":&a 3}}}', "null", '"x"']:
            self.assertEqual(self.service.ask("POST", "/ask", body.encode("latin-1"))[0], 400, body[:40])

    def test_slow_senders_keep_nobody_else_waiting(self):
        """A hundred who send a header a byte at a time; meanwhile others are answered."""
        idle = [socket.create_connection(("127.0.0.1", self.service.port)) for _ in range(100)]
        end = time.monotonic() + 2
        while time.monotonic() < end:
            for connection in idle:
                try:
                    connection.send(b"G")
                except OSError:
                    pass
            self.assertEqual(self.service.ask("GET", "/state")[0], 200)
        for connection in idle:
            connection.close()

    def test_of_what_it_does_its_log_holds_nobody(self):
        self.service.ask("GET", "/v1?name=somebody")
        self.service.decide({"lock": ["W5"], "why": "because of somebody"}, by="somebody")
        self.assertNotIn("somebody", self.service.words())
        self.assertNotIn(self.service.key, self.service.words())

    def test_whoever_leaves_has_the_work_stopped(self):
        """Questions that are given up leave the service free."""
        body = b'{"changes":{"weights":{"water":7}}}'
        request = (f"POST /ask HTTP/1.1\r\nHost: 127.0.0.1:{self.service.port}\r\nAccept: text/event-stream\r\n"
                   f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n").encode() + body

        def leave():
            with socket.create_connection(("127.0.0.1", self.service.port)) as connection:
                connection.sendall(request)
                connection.recv(10)

        threads = [threading.Thread(target=leave) for _ in range(30)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(self.service.ask("POST", "/ask", body)[0], 200)


if __name__ == "__main__":
    unittest.main()
