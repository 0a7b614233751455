"""What strangers send: refused with the right status, the service stays up, nothing leaks."""

import shutil
import socket
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
        headers = self.service.ask("GET", "/v1")[2]
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

    def test_what_is_too_long_is_refused(self):
        self.assertIn(self.service.ask("GET", "/" + "a" * 9000)[0], (400, 414))
        status = self.service.raw(
            f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{self.service.port}\r\nX: {'a' * 70000}\r\n\r\n".encode(), 3)
        self.assertIn(self.status(status), (None, 400, 431))
        self.assertEqual(self.service.ask("POST", "/ask", b"{" + b" " * (1 << 21))[0], 413)
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
