"""A layer of the server's own WFS is read there, by its name; what is not there as QGIS shows it travels."""
import re
import unittest

import qgis_session
from geoserver_like import GeoServerLike
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsField,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)
from qgis.PyQt.QtCore import QVariant
from qgis_session import Feedback, Server, layer, rows, run, set_up

BOOKS = ["books", "books", ""]
IN_PLACE = "The server reads data in place: its layer edu:schools"


def setUpModule():
    global server, geoserver
    qgis_session.start()
    server = Server()
    geoserver = GeoServerLike(server.port)


def tearDownModule():
    geoserver.shutdown()
    server.stop()
    set_up(EDUBALANCE_ENGINE="local")


def wfs(address=None, more=""):
    made = QgsVectorLayer(
        "url='%s' typename='edu:schools' version='1.1.0' srsname='EPSG:4326' %s" % (address or geoserver.address, more),
        "schools", "WFS")
    assert made.isValid(), made.error().message()
    return made


def scores(found):
    return {identifier: round(score, 12) for identifier, score in rows(found, "id", "score")}


class ReferenceTest(unittest.TestCase):

    def setUp(self):
        set_up(EDUBALANCE_ENGINE="server", EDUBALANCE_SERVER=geoserver.address)
        geoserver.most = 1_000_000

    def tearDown(self):
        QgsProject.instance().clear()

    def run_scores(self, data, indicators=None):
        """Scores of the schools by stage; returns the layer, what was posted, and what was said."""
        geoserver.posted.clear()
        feedback = Feedback()
        found = run("entropyscore", {"data": data, "groupBy": "stage", "indicators": indicators or BOOKS}, feedback)
        return found, geoserver.posted[0][1], feedback.said

    def assert_referenced(self, document):
        self.assertIn('<wps:Reference mimeType="text/xml" method="POST" xlink:href="http://geoserver/wfs">', document)
        self.assertIn('service="WFS" version="1.1.0"><wfs:Query typeName="edu:schools" srsName="EPSG:4326">', document)
        self.assertNotIn("FeatureCollection", document)

    def test_a_layer_of_the_server_goes_by_its_name(self):
        found, document, said = self.run_scores(wfs())
        self.assert_referenced(document)
        self.assertNotIn("Filter", document)
        self.assertIn(IN_PLACE, said)
        set_up(EDUBALANCE_ENGINE="local")
        here = run("entropyscore", {"data": layer("schools"), "groupBy": "stage", "indicators": BOOKS})
        self.assertEqual(scores(found), scores(here))
        # all that the server knows of a school, not only what QGIS was told
        self.assertIn("teachers", [field.name() for field in found.fields()])

    def test_a_filter_goes_with_it(self):
        filtered = wfs()
        self.assertTrue(filtered.setSubsetString("\"stage\" = 'PRIMARY'"))
        found, document, _ = self.run_scores(filtered)
        self.assert_referenced(document)
        self.assertRegex(document, "<ogc:PropertyName>stage</ogc:PropertyName><ogc:Literal>PRIMARY</ogc:Literal>")
        self.assertEqual({stage for (stage,) in rows(found, "stage")}, {"PRIMARY"})
        self.assertEqual(found.featureCount(), filtered.featureCount())

    def test_several_layers_each_for_itself(self):
        geoserver.posted.clear()
        run("accessibility", {"data": layer("schools"), "supply": wfs(), "capacity": "books", "catchment": "30000"})
        inputs = dict(re.findall(r"<ows:Identifier>(\w+)</ows:Identifier><wps:(Data|Reference)", geoserver.posted[0][1]))
        self.assertEqual((inputs["data"], inputs["supply"]), ("Data", "Reference"))

    def assert_travels(self, data, count, indicators=None):
        found, document, said = self.run_scores(data, indicators)
        self.assertIn("FeatureCollection", document)
        self.assertNotIn("wps:Reference", document.replace("asReference", ""))
        self.assertNotIn(IN_PLACE, said)
        self.assertEqual(found.featureCount(), count)
        return found

    def test_selected_features_travel(self):
        selected = wfs()
        QgsProject.instance().addMapLayer(selected)
        selected.selectByExpression("\"stage\" = 'PRIMARY'")
        self.assertGreater(selected.selectedFeatureCount(), 0)
        self.assert_travels(QgsProcessingFeatureSourceDefinition(selected.id(), True), selected.selectedFeatureCount())
        self.assert_travels(QgsProcessingFeatureSourceDefinition(selected.id(), False, 20), 20)
        # the same layer as a whole does not
        self.assert_referenced(self.run_scores(QgsProcessingFeatureSourceDefinition(selected.id(), False))[1])

    def test_expressions_travel_with_their_values(self):
        self.assert_travels(wfs(), layer("schools").featureCount(), ["books", '"books" / "pupils"', ""])

    def test_filters_of_qgis_alone_travel(self):
        from edubalance import wfs as own

        for subset in (
            "lower(\"stage\") = 'primary'", "\"stage\" LIKE 'PRI%'", '"books" % 2 = 1', '"books" + 1 > 5', "$id > 3",
            '"books" BETWEEN 1 AND 5', "SELECT * FROM schools", "\"stage\" =", "<Filter/>",
            "\"stage\" = '\x01'",
        ):
            self.assertIsNone(own._ogc_filter(subset), subset)
        self.assertEqual(own._ogc_filter(""), "")
        self.assertIn(
            "<ogc:PropertyName>学段</ogc:PropertyName><ogc:Literal>小学 &amp; 初中</ogc:Literal>",
            own._ogc_filter("\"学段\" = '小学 & 初中' AND NOT (\"books\" IS NULL OR \"books\" IN (1, 2))"))
        filtered = wfs()
        filtered.setSubsetString("lower(\"stage\") = 'primary'")
        self.assertIsNone(own.published(filtered, None))

    def test_joined_computed_and_edited_layers_travel(self):
        count = layer("schools").featureCount()
        computed = wfs()
        computed.addExpressionField('"books" + 1', QgsField("more", QVariant.Int))
        self.assert_travels(computed, count)
        counties = layer("counties")
        joined = wfs()
        QgsProject.instance().addMapLayers([counties, joined])
        join = QgsVectorLayerJoinInfo()
        join.setJoinLayer(counties)
        join.setJoinFieldName("county")
        join.setTargetFieldName("county")
        self.assertTrue(joined.addJoin(join))
        self.assert_travels(joined, count)
        moved = wfs()
        moved.setCrs(QgsCoordinateReferenceSystem("EPSG:4490"))
        self.assert_travels(moved, count)

    def test_an_edited_layer_travels(self):
        from edubalance import wfs as own

        class Edited:
            """A WFS layer with a change that is not saved: the stub takes none."""

            def __init__(self, real):
                self.real = real

            def __getattr__(self, name):
                return getattr(self.real, name)

            def isModified(self):
                return True

        self.assertIsNotNone(own.published(wfs(), None))
        self.assertIsNone(own.published(Edited(wfs()), None))

    def test_a_layer_of_another_server_travels(self):
        elsewhere = wfs(geoserver.address.replace("127.0.0.1", "localhost"))
        self.assert_travels(elsewhere, layer("schools").featureCount())
        self.assert_travels(layer("schools"), layer("schools").featureCount())

    def test_a_layer_that_the_server_hands_over_in_part_travels(self):
        whole = wfs()
        self.assertEqual(whole.featureCount(), layer("schools").featureCount())
        geoserver.most = 10
        self.assert_travels(whole, layer("schools").featureCount())

    def test_only_what_is_there_as_it_is_here_is_published(self):
        from edubalance import wfs as own

        self.assertIsNone(own.published(wfs(more="maxNumFeatures='7'"), None))
        self.assertIsNone(own.published(wfs(more="InvertAxisOrientation='1'"), None))
        self.assertIsNone(own.published(wfs(geoserver.address + "?viewparams=year:2020"), None))
        self.assertIsNone(own.published(layer("schools"), None))
        self.assertIsNone(own.published(None, "schools"))

    def test_one_application_has_many_addresses(self):
        from edubalance import wfs as own

        server_address = "https://maps.example.org/geoserver/ows"
        for address, same in (
            ("https://maps.example.org/geoserver/wfs", True),
            ("https://maps.example.org:443/geoserver/edu/ows", True),
            ("https://maps.example.org/geoserver/edu/schools/wfs?service=WFS", True),
            ("http://maps.example.org/geoserver/wfs", False),
            ("https://maps.example.org:8443/geoserver/wfs", False),
            ("https://maps.example.org/geoserver2/wfs", False),
            ("https://maps.example.org/ows", False),
            ("https://geoserver.example.org/geoserver/wfs", False),
            ("nonsense", False),
            ("", False),
        ):
            published = own.PublishedLayer(address, "edu:schools", "EPSG:4326", "")
            self.assertEqual(published.is_of(server_address), same, address)


if __name__ == "__main__":
    unittest.main()
