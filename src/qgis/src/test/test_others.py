"""The other processes of a server in the toolbox, made from DescribeProcess alone."""
import pathlib
import unittest
from xml.etree import ElementTree

import qgis_session
from geoserver_like import GeoServerLike
from qgis.core import QgsProcessingException, QgsProcessingParameterDefinition, QgsRasterLayer
from qgis_session import Server, layer, run, set_up

DESCRIPTION = """<ProcessDescription xmlns:ows="http://www.opengis.net/ows/1.1"><ows:Identifier>%s</ows:Identifier>
<ows:Title>A title</ows:Title><ows:Abstract>A &lt;text&gt;</ows:Abstract><DataInputs>%s</DataInputs><ProcessOutputs><Output>
<ows:Identifier>result</ows:Identifier><ComplexOutput><Default><Format><MimeType>%s</MimeType></Format></Default>
</ComplexOutput></Output></ProcessOutputs></ProcessDescription>"""
INPUT = """<Input minOccurs="%s" maxOccurs="%s"><ows:Identifier>%s</ows:Identifier><ows:Title>%s</ows:Title>%s</Input>"""
LITERAL = "<LiteralData><ows:DataType>xs:%s</ows:DataType>%s</LiteralData>"
COMPLEX = "<ComplexData><Default><Format><MimeType>%s</MimeType></Format></Default></ComplexData>"


def setUpModule():
    global provider, server, geoserver
    provider = qgis_session.start()
    server = Server()
    geoserver = GeoServerLike(server.port)


def tearDownModule():
    from edubalance import others

    pathlib.Path(others._file()).unlink(missing_ok=True)
    set_up(EDUBALANCE_ENGINE="local")
    provider.refreshAlgorithms()
    geoserver.shutdown()
    server.stop()


def use(address):
    set_up(EDUBALANCE_ENGINE="local", EDUBALANCE_SERVER=address)
    provider.refreshAlgorithms()


def there():
    return sorted(algorithm.name() for algorithm in provider.algorithms() if algorithm.groupId() == "other")


class OthersTest(unittest.TestCase):

    def test_they_come_by_the_servers_word_and_run_there(self):
        use(geoserver.address)
        found, left = provider.read_others()
        self.assertEqual(found, len(there()))
        self.assertGreater(found, 5)
        self.assertGreater(left, 0)
        self.assertIn("vec_bufferfeaturecollection", there())
        # one number is no layer
        self.assertNotIn("vec_count", there())
        buffers = provider.algorithm("vec_bufferfeaturecollection")
        self.assertEqual(buffers.group(), "Other processes of the server")
        self.assertIn("distance", [definition.name() for definition in buffers.parameterDefinitions()])
        schools = layer("schools")
        result = run("vec_bufferfeaturecollection", {"features": schools, "distance": 0.1})
        self.assertEqual(result.featureCount(), schools.featureCount())
        feature = next(result.getFeatures())
        self.assertGreater(feature.geometry().area(), 0.03)
        self.assertIn("name", [field.name() for field in result.fields()])
        self.assertNotIn("qgis_fid", [field.name() for field in result.fields()])

    def test_a_grid_comes_as_one(self):
        use(geoserver.address)
        provider.read_others()
        grid = QgsRasterLayer(run("vec_heatmap", {
            "data": layer("schools"), "radiusPixels": 20, "weightAttr": "pupils", "outputBBOX": "93,28,98,31 [EPSG:4326]",
            "outputWidth": 100, "outputHeight": 60}))
        self.assertEqual((grid.width(), grid.height()), (100, 60))
        self.assertGreater(grid.dataProvider().bandStatistics(1).maximumValue, 0.5)

    def test_they_are_those_of_the_server_that_is_set(self):
        use(geoserver.address)
        provider.read_others()
        use("http://127.0.0.1:9/ows")
        self.assertEqual(there(), [])
        with self.assertRaises(QgsProcessingException) as raised:
            provider.read_others()
        self.assertIn("Is the server running", str(raised.exception))
        use("http://127.0.0.1:%d/" % server.port)
        with self.assertRaises(QgsProcessingException) as raised:
            provider.read_others()
        self.assertIn("does not answer as a WPS", str(raised.exception))
        use(geoserver.address)
        self.assertGreater(len(there()), 5)
        from edubalance import others
        for broken in ("", "[]", '{"server": 1}', "null"):
            pathlib.Path(others._file()).write_text(broken, "utf-8")
            self.assertEqual(others.kept(), [])

    def described(self, *inputs, name="gs:Any", output="application/json"):
        from edubalance import others

        return others._description(ElementTree.fromstring(DESCRIPTION % (name, "".join(inputs), output)))

    def test_inputs_are_what_their_types_are(self):
        made = self.described(
            INPUT % (1, 1, "features", "Features", COMPLEX % "application/json"),
            INPUT % (1, 1, "shape", "Shape", COMPLEX % "application/wkt"),
            INPUT % (0, 1, "grid", "Grid", COMPLEX % "image/tiff"),
            INPUT % (0, 1, "count", "Count", LITERAL % ("int", "<DefaultValue>5</DefaultValue>")),
            INPUT % (1, 1, "size", "Size", LITERAL % ("double", "")),
            INPUT % (0, 1, "flag", "Flag", LITERAL % ("boolean", "<DefaultValue>true</DefaultValue>")),
            INPUT % (0, 1, "mode", "Mode", LITERAL % (
                "string", "<ows:AllowedValues><ows:Value>A</ows:Value><ows:Value>B</ows:Value></ows:AllowedValues>")),
            INPUT % (1, 5, "names", "Names", LITERAL % ("string", "")),
            INPUT % (0, 1, "style", "Style", COMPLEX % "text/xml; subtype=sld/1.0.0"),
            INPUT % (0, 1, "box", "Box", "<BoundingBoxData/>"),
        )
        from edubalance.algorithm import EdubalanceAlgorithm
        algorithm = EdubalanceAlgorithm(made)
        algorithm.initAlgorithm()
        self.assertEqual(algorithm.name(), "gs_any")
        self.assertIn("A &lt;text&gt;", algorithm.shortHelpString())
        kinds = {one.name(): one.type() for one in algorithm.parameterDefinitions()}
        self.assertEqual(kinds, {
            "features": "source", "shape": "string", "grid": "raster", "count": "number", "size": "number",
            "flag": "boolean", "mode": "enum", "names": "matrix", "box": "extent", "OUTPUT": "sink"})
        optional = {
            one.name() for one in algorithm.parameterDefinitions()
            if one.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional}
        self.assertEqual(optional, {"grid", "count", "flag", "mode", "box"})
        self.assertEqual(algorithm.parameterDefinition("count").defaultValue(), 5)
        self.assertEqual(algorithm.parameterDefinition("flag").defaultValue(), True)

    def test_what_nobody_can_write_down_is_left_out(self):
        self.assertIsNone(self.described(INPUT % (1, 1, "style", "Style", COMPLEX % "text/xml; subtype=sld/1.0.0")))
        self.assertIsNone(self.described(output="application/wkt"))
        self.assertIsNone(self.described(output="application/zip"))
        odd = self.described(INPUT % (0, 1, "n", "", LITERAL % ("int", "<DefaultValue>many</DefaultValue>")))
        self.assertNotIn("default", odd["inputs"][0])


if __name__ == "__main__":
    unittest.main()
