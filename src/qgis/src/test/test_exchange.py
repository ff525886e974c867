"""What travels to a server: compressed bodies, and no more than it takes."""
import gzip
import http.server
import pathlib
import re
import tempfile
import threading
import unittest
import urllib.request

import qgis_session
from qgis.core import QgsProcessingException, QgsVectorLayer
from qgis_session import Server, layer, run, set_up


class GeoServerLike(http.server.ThreadingHTTPServer):
    """The embedded server at a path like GeoServer's; keeps what was posted."""

    def __init__(self, behind):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behind = behind
        self.address = "http://127.0.0.1:%d/geoserver/ows" % self.server_port
        self.posted = []
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Handler(http.server.BaseHTTPRequestHandler):

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.forward(None)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            self.server.posted.append((True, gzip.decompress(body).decode()))
        else:
            self.server.posted.append((False, body.decode()))
        self.forward(body)

    def forward(self, body):
        path = self.path.replace("/geoserver/ows", "/ows")
        headers = {name: self.headers[name] for name in ("Content-Type", "Content-Encoding") if name in self.headers}
        request = urllib.request.Request("http://127.0.0.1:%d%s" % (self.server.behind, path), body, headers)
        with urllib.request.urlopen(request, timeout=60) as got:
            self.answer(got.read().decode(), got.headers.get("Accept-Encoding"))

    def answer(self, text, accepts=None):
        content = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/xml; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        if accepts:
            self.send_header("Accept-Encoding", accepts)
        self.end_headers()
        self.wfile.write(content)


def setUpModule():
    global server, geoserver
    qgis_session.start()
    server = Server()
    geoserver = GeoServerLike(server.port)


def tearDownModule():
    geoserver.shutdown()
    server.stop()
    set_up(EDUBALANCE_ENGINE="local")


class CompressionTest(unittest.TestCase):

    def test_a_server_that_takes_gzip_gets_it(self):
        set_up(EDUBALANCE_ENGINE="server", EDUBALANCE_SERVER=geoserver.address)
        geoserver.posted.clear()
        found = run("entropyscore", {"data": layer("schools"), "system": "nyingchi", "groupBy": "stage"})
        self.assertEqual(found.featureCount(), layer("schools").featureCount())
        self.assertTrue(geoserver.posted[0][0])


class ManyFeaturesTest(unittest.TestCase):
    """Half a million schools: no limit on this machine, and a clear word where a server has one."""

    COUNT = 500_000

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        file = pathlib.Path(cls.folder.name) / "many.csv"
        with open(file, "w", encoding="utf-8") as out:
            out.write("lon,lat,name,books,pupils\n")
            for i in range(cls.COUNT):
                out.write("%.5f,%.5f,第%d小学,%d,%d\n" % (
                    90 + i % 1000 / 100, 27 + i // 1000 / 100, i, 100 + i % 997, 50 + i % 101))
        cls.layer = QgsVectorLayer(
            "file://%s?delimiter=,&xField=lon&yField=lat&crs=EPSG:4326&detectTypes=yes" % file, "many", "delimitedtext")
        assert cls.layer.featureCount() == cls.COUNT

    @classmethod
    def tearDownClass(cls):
        cls.layer = None
        cls.folder.cleanup()

    def test_they_are_scored_on_this_machine(self):
        set_up(EDUBALANCE_ENGINE="local")
        found = run("entropyscore", {"data": self.layer, "indicators": ["books", '"books" / "pupils"', ""]})
        self.assertEqual(found.featureCount(), self.COUNT)
        first = next(found.getFeatures())
        self.assertIn("小学", first["name"])
        self.assertTrue(0 <= first["score"] <= 1)

    def test_a_server_says_what_it_takes_before_they_travel(self):
        set_up(EDUBALANCE_ENGINE="server", EDUBALANCE_SERVER=geoserver.address)
        geoserver.posted.clear()
        with self.assertRaises(QgsProcessingException) as raised:
            run("entropyscore", {"data": self.layer, "indicators": ["books", '"books" / "pupils"', ""]})
        self.assertRegex(str(raised.exception), "more than 50 MB, the most that the server takes")
        self.assertEqual(geoserver.posted, [])


class BrokenAnswersTest(unittest.TestCase):
    """A server that answers with what nobody expects: told in words."""

    def test_each_is_told_without_a_traceback(self):
        from edubalance import server as engine

        for broken in (b"", b"<html/>", b"[1]", b'{"features": 1}', b'{"features": [1]}', b"\xff\xfe"):
            with self.assertRaises(QgsProcessingException) as raised:
                engine._without_ids(broken)
            self.assertIn("The server's result can't be read", str(raised.exception))

    def test_settings_that_are_none(self):
        for address in ("", "no address", "ftp://nowhere", "http://", "http://[::1"):
            set_up(EDUBALANCE_ENGINE="server", EDUBALANCE_SERVER=address)
            with self.assertRaises(QgsProcessingException) as raised:
                run("surveysample", {"data": layer("schools"), "characteristics": ["county"]})
            self.assertNotIn("Traceback", str(raised.exception))

    def test_a_place_that_cannot_be_written(self):
        set_up(EDUBALANCE_ENGINE="local")
        with self.assertRaises(QgsProcessingException) as raised:
            run("surveysample", {
                "data": layer("schools"), "characteristics": ["county"], "OUTPUT": "/no/such/folder/result.gpkg"})
        self.assertTrue(re.search("/no/such/folder", str(raised.exception)), str(raised.exception))


if __name__ == "__main__":
    unittest.main()
