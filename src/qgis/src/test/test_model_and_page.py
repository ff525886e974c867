"""The ready model, the page to print, and that the files which QGIS wrote are those that it writes."""
import pathlib
import re
import sys
import tempfile
import unittest
from xml.etree import ElementTree

import qgis_session
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsLayoutExporter,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt.QtGui import QImage
from qgis_session import Feedback, Server, command_line, layer, rows, run, set_up

SOURCES = pathlib.Path("src/qgis/src").resolve()
OUTPUTS = ("density", "scores", "balance", "verdict")
GIVEN = {
    "county": "county", "stage": "stage", "pupils": "pupils", "radius": 20000, "system": "nyingchi",
    "standard": "cn-2017-quality",
}


def setUpModule():
    global server
    qgis_session.start()
    server = Server()


def tearDownModule():
    server.stop()
    set_up(EDUBALANCE_ENGINE="local")


def run_model():
    import processing

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    given = {"schools": layer("schools"), "counties": layer("counties"), **GIVEN}
    given.update({"%s:%s" % (name, name): "TEMPORARY_OUTPUT" for name in OUTPUTS})
    found = processing.run("edubalance:pointstoverdict", given, context=context, feedback=Feedback())
    return {name: found["%s:%s" % (name, name)] for name in OUTPUTS}


class ModelTest(unittest.TestCase):

    def test_it_is_in_the_toolbox_and_leads_from_points_to_the_verdict(self):
        model = QgsApplication.processingRegistry().algorithmById("edubalance:pointstoverdict")
        self.assertEqual((model.displayName(), model.group()), ("From points to verdict", "Ready models"))
        self.assertIn("whether each county meets the standard", model.shortHelpString())
        for engine in ("local", "server"):
            with self.subTest(engine):
                set_up(EDUBALANCE_ENGINE=engine, EDUBALANCE_SERVER=server.address)
                self.check(run_model())

    def check(self, found):
        density = QgsRasterLayer(found["density"])
        self.assertGreater(density.dataProvider().bandStatistics(1).maximumValue, 1)
        with tempfile.TemporaryDirectory() as folder:
            expected = command_line(
                "edu:EntropyScore", pathlib.Path(folder) / "scores.geojson", "data=sample-data/schools.geojson",
                "groupBy=stage", "system=nyingchi",
            )
        scores = {f["properties"]["id"]: f["properties"]["score"] for f in expected["features"]}
        told = dict(rows(found["scores"], "id", "score"))
        self.assertEqual(sorted(told), sorted(scores))
        for identifier, score in told.items():
            self.assertAlmostEqual(score, scores[identifier], delta=1e-12)
        counties = {f["county"] for f in layer("counties").getFeatures()}
        # and one for all of them
        self.assertLess(counties, {group for (group,) in rows(found["balance"], "group")})
        verdicts = rows(found["verdict"], "group", "stage", "balanced", "reasons")
        self.assertEqual({row[0] for row in verdicts}, counties)
        for _, stage, balanced, reasons in verdicts:
            self.assertIn(stage, ("PRIMARY", "JUNIOR"))
            self.assertIn(balanced, (True, False))
            self.assertTrue(reasons)

    def test_a_model_of_ones_own_chains_algorithms(self):
        made = sys.modules.get("make") or self._make()
        set_up(EDUBALANCE_ENGINE="local")
        chained = made.model("zh")
        self.assertEqual(len(chained.childAlgorithms()), 4)
        self.assertTrue(chained.validate()[0], chained.validate())

    @staticmethod
    def _make():
        sys.path.insert(0, str(SOURCES / "made"))
        import make

        return make


class PageTest(unittest.TestCase):

    def test_it_has_a_legend_and_a_scale_bar_of_the_map(self):
        from edubalance.layouts import new_layout

        project = QgsProject.instance()
        project.setCrs(QgsCoordinateReferenceSystem("EPSG:32646"))
        project.setTitle("Nyingchi")
        set_up(EDUBALANCE_ENGINE="local")
        scores = run("entropyscore", {"data": layer("schools"), "system": "nyingchi", "groupBy": "stage"})
        scores.setName("Scores")
        project.addMapLayer(scores)
        try:
            to_plane = QgsCoordinateTransform(scores.crs(), project.crs(), project)
            extent = to_plane.transformBoundingBox(scores.extent())
            page = new_layout(project, extent, project.crs())
            items = {type(item): item for item in page.items()}
            self.assertIn(QgsLayoutItemMap, items)
            self.assertTrue(items[QgsLayoutItemMap].extent().contains(extent))
            legend, bar = items[QgsLayoutItemLegend], items[QgsLayoutItemScaleBar]
            self.assertEqual(legend.model().rootGroup().findLayers()[0].name(), "Scores")
            self.assertEqual(bar.linkedMap(), items[QgsLayoutItemMap])
            # some 650 km are 207 mm wide, so the bar stands for 50 to 250 km
            self.assertTrue(50 <= bar.unitsPerSegment() * bar.numberOfSegments() <= 250, bar.unitsPerSegment())
            self.assertEqual(new_layout(project, extent, project.crs()).name(), page.name() + " 2")
            with tempfile.TemporaryDirectory() as folder:
                file = folder + "/page.png"
                settings = QgsLayoutExporter.ImageExportSettings()
                settings.dpi = 50
                self.assertEqual(QgsLayoutExporter(page).exportToImage(file, settings), QgsLayoutExporter.Success)
                image = QImage(file)
            colours = {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}
            self.assertGreater(len(colours), 20)
        finally:
            project.clear()


class MadeFilesTest(unittest.TestCase):

    @unittest.skipUnless(Qgis.QGIS_VERSION_INT < 32300, "another QGIS writes them in another form")
    def test_they_are_what_their_program_makes(self):
        made = ModelTest._make()
        with tempfile.TemporaryDirectory() as folder:
            made.make(folder)
            written = sorted(p for p in pathlib.Path(folder).rglob("*") if p.is_file())
            self.assertEqual(len(written), 4)
            for file in written:
                kept = SOURCES / "main/edubalance" / file.relative_to(folder)
                with self.subTest(kept.name):
                    self.assertEqual(self.plain(file), self.plain(kept))

    @staticmethod
    def plain(file):
        """A model as what it says, another file without what is new each time."""
        if file.suffix == ".model3":
            model = QgsProcessingModelAlgorithm()
            assert model.fromFile(str(file))
            return model.toVariant()
        text = ElementTree.canonicalize(file.read_text("utf-8"), strip_text=True)
        return re.sub(r"\{?[0-9a-f]{8}-[0-9a-f-]{27}\}?", "", text)


if __name__ == "__main__":
    unittest.main()
