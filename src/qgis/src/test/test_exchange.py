"""What travels to a server: compressed bodies, grids, and no more than it takes."""
import array
import pathlib
import re
import tempfile
import unittest

import qgis_session
from geoserver_like import GeoServerLike
from osgeo import gdal
from qgis.core import QgsProcessingException, QgsRasterLayer, QgsVectorLayer
from qgis_session import Feedback, Server, layer, rows, run, set_up


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
        feedback = Feedback()
        found = run("entropyscore", {"data": layer("schools"), "system": "nyingchi", "groupBy": "stage"}, feedback)
        self.assertEqual(found.featureCount(), layer("schools").featureCount())
        self.assertTrue(geoserver.posted[0][0])
        self.assertTrue(any(said.startswith("The server says: The process succeeded") for said in feedback.said))


class GridTest(unittest.TestCase):
    """A raster goes with the rest, whatever format it lies in, by both engines."""

    def test_people_of_a_grid_are_counted_alike_by_both_engines(self):
        with tempfile.TemporaryDirectory() as folder:
            grid = gdal.GetDriverByName("MEM").Create("", 40, 20, 1, gdal.GDT_Float32)
            grid.SetGeoTransform((92, 0.15, 0, 31, 0, -0.15))
            grid.SetProjection(layer("schools").crs().toWkt())
            grid.GetRasterBand(1).WriteRaster(0, 0, 40, 20, b"".join(
                bytes(memoryview(array.array("f", range(row, row + 40)))) for row in range(20)))
            found = []
            for file, engine in (("people.tif", "server"), ("people.img", "server"), ("people.img", "local")):
                driver = "GTiff" if file.endswith(".tif") else "HFA"
                gdal.GetDriverByName(driver).CreateCopy(folder + "/" + file, grid).FlushCache()
                people = QgsRasterLayer(folder + "/" + file, "people")
                self.assertTrue(people.isValid())
                set_up(EDUBALANCE_ENGINE=engine, EDUBALANCE_SERVER=geoserver.address)
                result = run("servicecoverage", {
                    "populationGrid": people, "supply": layer("schools"), "distances": ["10000", "30000"]})
                found.append(rows(result, "demand", "mean_distance", "share_10000", "share_30000"))
            self.assertGreater(found[0][0][0], 15000)
            self.assertEqual(found[0], found[1])
            self.assertEqual(found[0], found[2])


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
