"""The plugin as it is packaged, in a QGIS without a window: every algorithm by both engines."""
import contextlib
import pathlib
import re
import socket
import tempfile
import threading
import time
import unittest

import qgis_session
from qgis.core import (
    NULL,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt, QVariant
from qgis_session import Feedback, Server, command_line, layer, rows, run, set_up

ENGINES = ("local", "server")
ITEMS = [cell for i in (1, 2, 3, 4) for cell in ("library", "library_%d" % i)]

#: What each algorithm is given; every process of the server has an entry.
RUNS = {
    "kerneldensity": {"data": "schools", "weight": "pupils", "radius": 20000, "mask": "counties"},
    "spatialpattern": {"data": "schools", "attribute": "books / pupils", "groupBy": "county", "regions": "counties"},
    "localmoran": {"data": "schools", "attribute": "books / pupils", "groupBy": "stage"},
    "entropyscore": {
        "data": "schools", "groupBy": "stage",
        "indicators": ["books", '"books" / "pupils"', "", "area", '"teaching_area" / "pupils"', "positive"],
    },
    "entropyweights": {"data": "schools", "system": "nyingchi", "groupBy": "stage"},
    "balancecoefficients": {
        "data": "schools", "groupBy": "county", "population": "pupils", "regions": "counties", "threshold": 0.65,
        "indicators": ["books", '"books" / "pupils"', ""],
    },
    "inequalitymeasures": {
        "data": "schools", "groupBy": "county", "population": "pupils", "indicators": ["books", '"books" / "pupils"', ""],
    },
    "theildecomposition": {
        "data": "schools", "groupBy": "county", "population": "pupils", "indicators": ["books", '"books" / "pupils"', ""],
    },
    "dagumdecomposition": {
        "data": "schools", "groupBy": "county", "population": "pupils", "indicators": ["books", '"books" / "pupils"', ""],
    },
    "obstacledegree": {
        "data": "schools", "groupBy": "stage",
        "indicators": ["books", '"books" / "pupils"', "", "area", '"teaching_area" / "pupils"', "positive"],
    },
    "couplingcoordination": {"data": "schools", "system": "nyingchi", "groupBy": "stage"},
    "geodetector": {
        "data": "schools", "attribute": "books / pupils", "classification": "QUANTILE",
        "factors": ["county", "county", "", "size", '"pupils"', "4"],
    },
    "balancetrend": {
        "data": "school-years", "year": "year", "id": "id", "groupBy": "county",
        "indicators": ["books", '"books" / "pupils"', ""],
    },
    "assessschools": {"data": "schools", "groupBy": "county"},
    "assessregions": {"data": "schools", "groupBy": "county", "regions": "counties"},
    "splitstages": {
        "data": "through-schools", "schoolType": "school_type", "pupilsPrimary": "pupils_primary",
        "pupilsJunior": "pupils_junior", "pupilsSenior": "pupils_senior", "shared": ["books", "computers"],
        "perStage": ["teachers", "teachers_primary,teachers_junior"],
    },
    "resourcegap": {"data": "schools", "groupBy": "county", "goal": "ALL_MET"},
    "allocateresources": {
        "data": "schools", "resource": "teachers_qualified", "groupBy": "stage", "mode": "TRANSFER", "limit": 0.25,
        "wholeUnits": True,
    },
    "assesscounty": {"data": "schools", "county": "county-figures", "groupBy": "county"},
    "projectenrolment": {"data": "enrolment", "births": "births", "groupBy": "county", "classes": "classes"},
    "accessibility": {
        "data": "schools", "demand": "pupils", "supply": "schools", "capacity": "teachers", "catchment": "30000",
        "label": "name",
    },
    "servicecoverage": {
        "data": "schools", "demand": "pupils", "supply": "schools", "distances": ["10000", "30000"], "groupBy": "county",
    },
    "hotspots": {"data": "schools", "attribute": "books / pupils", "neighbours": "DISTANCE", "distance": 50000},
    "surveysatisfaction": {"data": "survey-students", "items": ITEMS, "groupBy": ["county"]},
    "surveysample": {"data": "survey-students", "characteristics": ["gender", "grades"]},
    "surveyreliability": {"data": "survey-students", "items": ITEMS},
}


def given(name):
    """The parameters of a run, names of the sample's files become layers."""
    files = {"data", "mask", "regions", "county", "births", "supply"}
    return {key: layer(value) if key in files else value for key, value in RUNS[name].items()}


def setUpModule():
    global provider, server
    provider = qgis_session.start()
    server = Server()


def tearDownModule():
    server.stop()


def use(engine):
    set_up(EDUBALANCE_ENGINE=engine, EDUBALANCE_SERVER=server.address)


class EveryAlgorithmTest(unittest.TestCase):

    def test_each_process_has_an_algorithm_with_a_run_here(self):
        processes = [algorithm.name() for algorithm in provider.algorithms() if algorithm.groupId() != "models"]
        self.assertEqual(sorted(processes), sorted(RUNS))
        for algorithm in provider.algorithms():
            self.assertTrue(algorithm.group())
            self.assertTrue(algorithm.shortHelpString())
            for definition in algorithm.parameterDefinitions():
                self.assertTrue(definition.description(), algorithm.name() + "." + definition.name())

    def test_both_engines_give_the_same(self):
        for name in RUNS:
            with self.subTest(name):
                results = []
                for engine in ENGINES:
                    use(engine)
                    results.append(run(name, given(name)))
                if isinstance(results[0], QgsVectorLayer):
                    self.assert_same_features(*results)
                else:
                    self.assert_same_rasters(*results)

    def assert_same_features(self, one, other):
        names = sorted(field.name() for field in one.fields())
        self.assertEqual(names, sorted(field.name() for field in other.fields()))
        self.assertGreater(one.featureCount(), 0)
        self.assertEqual(one.featureCount(), other.featureCount())

        def key(row):
            return [str(value) for value in row if not isinstance(value, float)]

        for left, right in zip(sorted(rows(one, *names), key=key), sorted(rows(other, *names), key=key)):
            for column, a, b in zip(names, left, right):
                if isinstance(a, float) or isinstance(b, float):
                    self.assertAlmostEqual(float(a), float(b), delta=1e-9 * max(1, abs(float(a))), msg=column)
                else:
                    self.assertEqual(a, b, column)
        self.assertEqual(one.wkbType(), other.wkbType())

    def assert_same_rasters(self, one, other):
        grids = [QgsRasterLayer(path) for path in (one, other)]
        self.assertEqual(grids[0].extent(), grids[1].extent())
        blocks = [grid.dataProvider().block(1, grid.extent(), grid.width(), grid.height()) for grid in grids]
        self.assertEqual(blocks[0].data(), blocks[1].data())


class ResultsTest(unittest.TestCase):

    def test_scores_are_those_of_the_command_line(self):
        with tempfile.TemporaryDirectory() as folder:
            expected = command_line(
                "edu:EntropyScore", pathlib.Path(folder) / "scores.geojson", "data=sample-data/schools.geojson",
                "groupBy=stage", "indicators=books=books/pupils", "indicators=area=teaching_area/pupils",
            )
        scores = {f["properties"]["id"]: f["properties"]["score"] for f in expected["features"]}
        for engine in ENGINES:
            use(engine)
            found = run("entropyscore", given("entropyscore"))
            for identifier, score in rows(found, "id", "score"):
                self.assertAlmostEqual(score, scores[identifier], delta=1e-12)

    def test_tables_that_nobody_filled_in_are_not_given(self):
        """The dialog gives an empty table as a null cell."""
        use("local")
        expected = run("entropyscore", given("entropyscore"))
        for empty in ([NULL], [NULL, NULL], [None], [""], []):
            found = run("entropyscore", {**given("entropyscore"), "weights": empty})
            self.assertEqual(rows(found, "id", "score"), rows(expected, "id", "score"))

    def test_nulls_chinese_names_long_names_and_dates_survive(self):
        made = QgsVectorLayer("Point?crs=EPSG:4326", "schools", "memory")
        long_name = "a_field_with_a_name_that_a_shapefile_would_cut"
        made.dataProvider().addAttributes([
            QgsField("学校名称", QVariant.String), QgsField("books", QVariant.Int), QgsField(long_name, QVariant.String),
            QgsField("opened", QVariant.Date),
        ])
        made.updateFields()
        for i, books in enumerate([None, 5, 7, 12]):
            feature = QgsFeature(made.fields())
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(94 + i, 29)))
            feature.setAttributes(["第%d小学" % i, books, "kept %d" % i, "2020-01-0%d" % (i + 1)])
            made.dataProvider().addFeature(feature)
        for engine in ENGINES:
            with self.subTest(engine):
                use(engine)
                found = run("entropyscore", {"data": made, "indicators": ["books", "books", ""]})
                values = {row[0]: row[1:] for row in rows(found, "学校名称", "books", "score", long_name)}
                self.assertEqual(values["第3小学"], (12, 1.0, "kept 3"))
                self.assertEqual(values["第1小学"][1], 0.0)
                # no books are not 0 books
                self.assertFalse(values["第0小学"][0])
                self.assertFalse(values["第0小学"][1])
                self.assertIn("opened", [field.name() for field in found.fields()])

    def test_only_selected_features_are_sent_where_that_is_asked_for(self):
        schools = layer("schools")
        schools.selectByExpression("county = 'Bayi'")
        self.assertGreater(schools.selectedFeatureCount(), 0)
        from qgis.core import QgsProject
        QgsProject.instance().addMapLayer(schools)
        for engine in ENGINES:
            use(engine)
            chosen = QgsProcessingFeatureSourceDefinition(schools.id(), True)
            found = run("surveysample", {"data": chosen, "characteristics": ["county"]})
            self.assertEqual(rows(found, "value", "count"), [("Bayi", schools.selectedFeatureCount())])
        QgsProject.instance().removeMapLayer(schools.id())

    def test_a_density_is_coloured_up_to_its_highest_value(self):
        use("local")
        grid = QgsRasterLayer(run("kerneldensity", given("kerneldensity")), "density")
        from edubalance.styles import colour_density
        colour_density(grid)
        items = grid.renderer().shader().rasterShaderFunction().colorRampItemList()
        highest = grid.dataProvider().bandStatistics(1).maximumValue
        self.assertAlmostEqual(items[-1].value, highest, delta=1e-6 * highest)
        self.assertEqual(items[0].color.alpha(), 0)

    def test_help_is_shown_as_it_is_written(self):
        """QGIS shows it as HTML, and <dimension> is no tag."""
        help_text = provider.algorithm("entropyscore").shortHelpString()
        self.assertIn("score_&lt;dimension&gt;", help_text)
        for algorithm in provider.algorithms():
            self.assertNotRegex(algorithm.shortHelpString(), "<(?!br>)" if algorithm.groupId() != "models" else "<script")

    def test_chained(self):
        """A result goes on as the input of the next algorithm."""
        use("local")
        stages = run("splitstages", given("splitstages"))
        counted = run("surveysample", {"data": stages, "characteristics": ["stage"]})
        self.assertEqual(sum(count for (count,) in rows(counted, "count")), stages.featureCount())


class ChineseTest(unittest.TestCase):

    def test_every_text_has_both_languages(self):
        from edubalance.texts import all_texts
        for key, (english, chinese) in all_texts().items():
            self.assertEqual(
                sorted(part for part in ("{0}", "{1}", "{2}") if part in english),
                sorted(part for part in ("{0}", "{1}", "{2}") if part in chinese), key
            )
            self.assertRegex(chinese, "[\u4e00-\u9fff]", key)
            self.assertNotRegex(english, "[\u4e00-\u9fff]", key)


class FailuresTest(unittest.TestCase):
    """Each says what to do, in QGIS' language and without a traceback."""

    def refused(self, name, parameters=None, feedback=None):
        feedback = feedback or Feedback()
        with self.assertRaises(QgsProcessingException) as raised:
            run(name, parameters or given(name), feedback)
        told = str(raised.exception) + " ".join(feedback.said)
        self.assertNotIn("Traceback", told)
        return told

    def assert_told(self, english, chinese, name="surveysample", parameters=None):
        """Runs into the failure in both languages; each text is one that has to be told."""
        self.assertIn(english, self.refused(name, parameters))
        with qgis_session.chinese():
            self.assertIn(chinese, self.refused(name, parameters))

    def tearDown(self):
        set_up(EDUBALANCE_JAR=qgis_session.JAR, EDUBALANCE_JAVA=qgis_session.JAVA)
        use("local")

    def test_no_server(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        set_up(EDUBALANCE_ENGINE="server", EDUBALANCE_SERVER="http://127.0.0.1:%d/ows" % port)
        self.assert_told("Is the server running", "服务器是否在运行")

    def test_not_a_wps(self):
        set_up(EDUBALANCE_ENGINE="server", EDUBALANCE_SERVER="http://127.0.0.1:%d/" % server.port)
        self.assert_told("does not answer as a WPS", "不像 WPS 那样应答")

    def test_wrong_password_old_server_and_server_without_the_plugin(self):
        for answer, english, chinese in (
            ((401, "no"), "refuses the user or password", "拒绝了用户名或密码"),
            ((403, "no"), "refuses the user or password", "拒绝了用户名或密码"),
            ((200, "<ExceptionReport xmlns='http://www.opengis.net/ows/1.1'/>"),
             "does not have edu:SurveySample. Install the plugin", "没有 edu:SurveySample。请在该服务器上安装"),
            ((200, DESCRIPTION % "<Input><ows:Identifier>data</ows:Identifier></Input>"),
             "without the input characteristics. Bring plugin and server to the same version",
             "没有输入 characteristics。请使插件与服务器版本一致"),
        ):
            with self.subTest(english), _Answering(answer) as address:
                set_up(EDUBALANCE_ENGINE="server", EDUBALANCE_SERVER=address)
                self.assert_told(english, chinese)

    def test_a_job_that_fails_or_is_never_done(self):
        described = (200, DESCRIPTION % "".join(
            "<Input><ows:Identifier>%s</ows:Identifier></Input>" % name for name in ("data", "characteristics", "groupBy")))
        failed = (200, STATUS % (
            "", "<wps:ProcessFailed><ows:ExceptionReport><ows:Exception><ows:ExceptionText>no room left"
            "</ows:ExceptionText></ows:Exception></ows:ExceptionReport></wps:ProcessFailed>"))
        started = STATUS % (" statusLocation='%s?job=1'", "<wps:ProcessStarted percentCompleted='10'/>")
        for answers, english, chinese in (
            ((described, failed), "The server says: no room left", "服务器答复：no room left"),
            ((described, (200, started), failed), "The server says: no room left", "服务器答复：no room left"),
            ((described, (200, STATUS % ("", ""))), "does not answer as a WPS", "不像 WPS 那样应答"),
            ((described, (200, started), (503, "gone")), "stopped answering while the process was running", "停止了应答"),
            ((described, (200, started), None), "stopped answering while the process was running", "停止了应答"),
        ):
            for expected, speaking in ((english, contextlib.nullcontext()), (chinese, qgis_session.chinese())):
                with self.subTest(expected), speaking, _Answering(*answers) as address:
                    set_up(EDUBALANCE_ENGINE="server", EDUBALANCE_SERVER=address)
                    self.assertIn(expected, self.refused("surveysample"))

    def test_a_process_that_refuses(self):
        wrong = {"data": layer("schools"), "radius": 20000, "radiusPixels": 5}
        for engine in ENGINES:
            use(engine)
            self.assertRegex(self.refused("kerneldensity", wrong), "(says|failed): .*radius")
            with qgis_session.chinese():
                # the process's own words too
                self.assertRegex(self.refused("kerneldensity", wrong), "(答复|失败)：.*[\u4e00-\u9fff]{3}")

    def test_a_field_that_is_not_there(self):
        use("local")
        self.assert_told(
            "no_such", "无法计算", "entropyscore", {"data": layer("schools"), "indicators": ["x", '"no_such" * 2', ""]})

    def test_a_server_that_stops_half_way(self):
        other = Server()
        set_up(EDUBALANCE_ENGINE="server", EDUBALANCE_SERVER=other.address)
        told = self.refused("kerneldensity", _long_density(), _OnTheWay(other.stop))
        self.assertIn("stopped answering", told)

    def test_no_java_and_no_jar(self):
        use("local")
        set_up(EDUBALANCE_JAVA="/no/such/java")
        self.assert_told("Java was not found. Install Java 17", "未找到 Java。请安装 Java 17")
        with tempfile.NamedTemporaryFile(suffix=".jar") as gone:
            set_up(EDUBALANCE_JAVA=qgis_session.JAVA, EDUBALANCE_JAR=gone.name)
        self.assert_told("The server jar was not found", "未找到服务器 jar 文件")

    def test_the_wrong_java(self):
        use("local")
        with tempfile.TemporaryDirectory() as folder:
            old = pathlib.Path(folder) / "java"
            old.write_text("#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n")
            old.chmod(0o755)
            set_up(EDUBALANCE_JAVA=str(old))
            self.assert_told("Java 17 or later is needed", "需要 Java 17 或更高版本")

    def test_a_jar_that_is_none(self):
        use("local")
        with tempfile.NamedTemporaryFile(suffix=".jar") as broken:
            broken.write(b"no jar")
            broken.flush()
            set_up(EDUBALANCE_JAR=broken.name)
            self.assert_told("The process failed", "处理失败")


class CancelTest(unittest.TestCase):

    def test_a_long_density_stops_within_two_seconds(self):
        for engine in ENGINES:
            with self.subTest(engine):
                use(engine)
                feedback = _OnTheWay(lambda: feedback.cancel())
                with self.assertRaises(QgsProcessingException) as raised:
                    run("kerneldensity", _long_density(), feedback)
                self.assertLess(time.monotonic() - feedback.happened, 2)
                self.assertIn("Cancelled", str(raised.exception) + " ".join(feedback.said))

    def test_whatever_the_server_is_asked_just_then(self):
        described = (200, DESCRIPTION % "".join(
            "<Input><ows:Identifier>%s</ows:Identifier></Input>" % name for name in ("data", "characteristics", "groupBy")))
        started = (200, STATUS % (" statusLocation='%s?executionId=1'", "<wps:ProcessStarted percentCompleted='10'/>"))
        done = (200, STATUS % (
            " statusLocation='%s?executionId=1'",
            "<wps:ProcessSucceeded/></wps:Status><wps:ProcessOutputs><wps:Output><wps:Reference href='%s?result'/>"
            "</wps:Output></wps:ProcessOutputs><wps:Status>"))
        for asked, answers, dismissed in (
            ("what the process takes", (), False),
            ("to run it", (described,), False),
            ("how far it is", (described, started), True),
            ("for its result", (described, done), True),
        ):
            with self.subTest(asked):
                feedback = Feedback()
                answering = _Answering(*answers, feedback.cancel, None)
                with answering as address:
                    set_up(EDUBALANCE_ENGINE="server", EDUBALANCE_SERVER=address)
                    with self.assertRaises(QgsProcessingException) as raised:
                        run("surveysample", given("surveysample"), feedback)
                self.assertIn("Cancelled", str(raised.exception) + " ".join(feedback.said))
                self.assertNotIn("No answer", str(raised.exception))
                self.assertEqual(dismissed, any("request=Dismiss&executionId=1" in line for line in answering.asked))


class _OnTheWay(Feedback):
    """Does something at the first news of a process that has begun and is not done."""

    def __init__(self, action):
        super().__init__()
        self._action = action
        self.happened = None
        # the news comes by a thread of its own, while the one of QGIS waits
        self.progressChanged.connect(self._progressed, Qt.ConnectionType.DirectConnection)

    def _progressed(self, percent):
        if self.happened is None and 0 < percent < 50:
            self.happened = time.monotonic()
            self._action()


def _long_density():
    """A density that takes long on any machine: many points, each with a kernel of millions of cells."""
    points = QgsVectorLayer("Point?crs=EPSG:4326", "points", "memory")
    features = []
    for i in range(10_000):
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(90 + i % 100 / 10, 25 + i / 1250)))
        features.append(feature)
    points.dataProvider().addFeatures(features)
    return {
        "data": points, "radius": 400000, "adaptive": True, "precision": "EXACT",
        "outputBBOX": "90,25,100,33 [EPSG:4326]", "outputWidth": 4900, "outputHeight": 4900,
    }


class _Answering:
    """A server that gives its answers one after the other, the last one again and again.

    None hangs up, a function is called and the client kept waiting until it hangs up.
    """

    def __init__(self, *answers):
        #: The first lines of the requests.
        self.asked = []
        self._answers = list(answers)
        self._socket = socket.socket()
        self._address = None

    def __enter__(self):
        self._socket.bind(("127.0.0.1", 0))
        self._socket.listen(5)
        self._address = "http://127.0.0.1:%d/ows" % self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()
        return self._address

    def _serve(self):
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                self.asked.append(self._read(connection))
                answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
                if callable(answer):
                    answer()
                    connection.recv(1)
                elif answer is not None:
                    status, body = answer
                    body = body.replace("%s", self._address)
                    connection.sendall((
                        "HTTP/1.1 %d X\r\nContent-Type: text/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (
                            status, len(body), body)).encode())

    @staticmethod
    def _read(connection):
        """Reads all of a request, since what is left unread would reset the connection; returns its first line."""
        read = b""
        while b"\r\n\r\n" not in read:
            part = connection.recv(65536)
            if not part:
                return ""
            read += part
        head, _, body = read.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: *(\d+)", head)
        left = int(length.group(1)) - len(body) if length else 0
        while left > 0:
            left -= len(connection.recv(65536)) or left
        return head.partition(b"\r\n")[0].decode()

    def __exit__(self, *_):
        self._socket.close()


#: A description of a process with some inputs, and a status of a job with an attribute and an element of its own.
DESCRIPTION = (
    "<wps:ProcessDescriptions xmlns:wps='http://www.opengis.net/wps/1.0.0' xmlns:ows='http://www.opengis.net/ows/1.1'>"
    "<ProcessDescription><DataInputs>%s</DataInputs></ProcessDescription></wps:ProcessDescriptions>")
STATUS = (
    "<wps:ExecuteResponse xmlns:wps='http://www.opengis.net/wps/1.0.0' xmlns:ows='http://www.opengis.net/ows/1.1'%s>"
    "<wps:Status>%s</wps:Status></wps:ExecuteResponse>")


if __name__ == "__main__":
    unittest.main()
