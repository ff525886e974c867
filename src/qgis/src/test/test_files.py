"""Files as analysts have them: a Shapefile in a Chinese encoding, an Excel sheet, in a folder with a Chinese name."""
import pathlib
import tempfile
import unittest

import qgis_session
from osgeo import ogr, osr
from qgis.core import QgsVectorLayer
from qgis_session import Server, rows, run, set_up

#: Name, longitude, pupils, books (None: not known) of each school.
SCHOOLS = (("八一镇第一小学", 94.36, 640, 12800.0), ("波密县小学", 95.77, 320, 4800.0), ("察隅县完全小学", 97.47, 150, None),
           ("墨脱县小学", 95.33, 200, 1000.0))


def setUpModule():
    global server, folder
    qgis_session.start()
    server = Server()
    folder = tempfile.TemporaryDirectory(prefix="林芝 学校 ")


def tearDownModule():
    folder.cleanup()
    server.stop()
    set_up(EDUBALANCE_ENGINE="local")


def write(driver, name, geometry, options, has_places=True):
    path = pathlib.Path(folder.name) / name
    places = osr.SpatialReference()
    places.ImportFromEPSG(4326)
    source = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    made = source.CreateLayer(
        "学校", places if geometry and has_places else None, ogr.wkbPoint if geometry else ogr.wkbNone, options)
    for field, kind in (("学校名", ogr.OFTString), ("学生数", ogr.OFTInteger), ("图书", ogr.OFTReal)):
        made.CreateField(ogr.FieldDefn(field, kind))
    for school, longitude, pupils, books in SCHOOLS:
        feature = ogr.Feature(made.GetLayerDefn())
        for field, value in (("学校名", school), ("学生数", pupils), ("图书", books)):
            if value is not None:
                feature.SetField(field, value)
        if geometry:
            feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (%r 29.6)" % longitude))
        made.CreateFeature(feature)
    del made, source
    found = QgsVectorLayer(str(path), path.name, "ogr")
    assert found.isValid(), path
    return found


class FilesTest(unittest.TestCase):

    def check(self, data):
        for engine in ("local", "server"):
            with self.subTest(engine):
                set_up(EDUBALANCE_ENGINE=engine, EDUBALANCE_SERVER=server.address)
                output = pathlib.Path(folder.name) / ("得分 %s %s.gpkg" % (engine, data.name()))
                run("entropyscore", {
                    "data": data, "indicators": ["生均图书", '"图书" / "学生数"', "positive"], "OUTPUT": str(output)})
                found = QgsVectorLayer(str(output), "得分", "ogr")
                self.assertEqual(found.isSpatial(), data.isSpatial())
                told = {row[0]: row[1:] for row in rows(found, "学校名", "学生数", "score", "rank")}
                self.assertEqual(set(told), {school[0] for school in SCHOOLS})
                self.assertEqual(told["八一镇第一小学"], (640, 1.0, 1))
                # between 5 and 20 books a pupil
                self.assertAlmostEqual(told["波密县小学"][1], (15 - 5) / (20 - 5), delta=1e-12)
                self.assertEqual(told["墨脱县小学"][1:], (0.0, 3))
                # no number of books is not 0 books
                self.assertFalse(told["察隅县完全小学"][1])
                self.assertFalse(told["察隅县完全小学"][2])

    def test_a_shapefile_in_gbk(self):
        self.check(write("ESRI Shapefile", "学校.shp", True, ["ENCODING=CP936"]))

    def test_a_shapefile_that_does_not_say_where_it_is(self):
        data = write("ESRI Shapefile", "无坐标系.shp", True, ["ENCODING=CP936"], has_places=False)
        self.assertFalse(data.crs().isValid())
        self.check(data)

    def test_an_excel_sheet(self):
        self.check(write("XLSX", "学校.xlsx", False, []))


if __name__ == "__main__":
    unittest.main()
