"""QGIS with a window: what the documentation shows is what there is, and the batch dialog works."""
import os
import pathlib
import subprocess
import tempfile
import unittest

import qgis_session
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtGui import QImage

TAKE = pathlib.Path("src/qgis/src/pictures/take.sh").resolve()


class WindowTest(unittest.TestCase):

    def test_pictures_and_a_batch_in_both_languages(self):
        qgis_session.start()
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            taken = subprocess.run(
                [str(TAKE), os.environ["EDUBALANCE_PLUGIN"], qgis_session.JAR, qgis_session.JAVA, name],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=900,
            )
            self.assertEqual(taken.returncode, 0, taken.stdout.decode())
            for suffix in ("", ".zh"):
                for picture in ("toolbox", "dialog", "indicators", "result", "layout"):
                    image = QImage(str(folder / ("qgis-%s%s.png" % (picture, suffix))))
                    self.assertGreaterEqual(image.width(), 400, picture + suffix)
                for field in ("county", "stage"):
                    result = QgsVectorLayer(str(folder / ("batch-%s%s.gpkg" % (field, suffix))), field, "ogr")
                    self.assertEqual({feature["characteristic"] for feature in result.getFeatures()}, {field})
            self.assertEqual(
                (folder / "layers.txt").read_text("utf-8").split("\n"),
                ["Balance of the counties", "Density of pupils", "Scores of the schools", "Verdict on the counties",
                 "counties", "schools"])
            self.assertEqual(
                sorted((folder / "layers.zh.txt").read_text("utf-8").split("\n")),
                sorted(["各县均衡系数", "学生密度", "学校得分", "各县达标评定", "counties", "schools"]))


if __name__ == "__main__":
    unittest.main()
