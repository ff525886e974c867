"""The plugin with Qt 6, as far as that can be tried without a QGIS that has it."""
import importlib.util
import pathlib
import subprocess
import sys
import tempfile
import unittest
import zipfile

import qgis_session

RUN = pathlib.Path(__file__).with_name("qt6_run.py")


@unittest.skipUnless(importlib.util.find_spec("PyQt6"), "there is no PyQt6 here")
class Qt6Test(unittest.TestCase):

    def run_over_qt_6(self, change=None):
        """Runs the packaged plugin over PyQt6, with one of its sources changed; returns what was said."""
        with tempfile.TemporaryDirectory() as name:
            with zipfile.ZipFile(qgis_session.PLUGIN) as plugin:
                plugin.extractall(name)
            if change:
                source, old, new = change
                file = pathlib.Path(name) / "edubalance" / source
                text = file.read_text("utf-8")
                self.assertIn(old, text)
                file.write_text(text.replace(old, new), "utf-8")
            said = subprocess.run(
                [sys.executable, str(RUN), name + "/edubalance"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                check=False, timeout=60,
            )
            return said.returncode, said.stdout.decode()

    def test_its_modules_load_and_its_names_are_there(self):
        self.assertEqual(self.run_over_qt_6(), (0, ""))

    def test_a_name_of_qt_5_alone_is_found_out(self):
        code, said = self.run_over_qt_6(("server.py", "QNetworkRequest.Attribute.Http", "QNetworkRequest.Http"))
        self.assertEqual(code, 1)
        self.assertIn("server.py: no QNetworkRequest.HttpStatusCodeAttribute in Qt 6", said)
        code, said = self.run_over_qt_6(("wfs.py", "import QUrl, QUrlQuery", "import QRegExp, QUrl, QUrlQuery"))
        self.assertEqual(code, 1)
        self.assertIn("wfs.py: no QRegExp in Qt 6", said)


if __name__ == "__main__":
    unittest.main()
