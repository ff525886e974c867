"""The plugin as the plugin repository and the reviewers of its code see it."""
import configparser
import os
import pathlib
import re
import subprocess
import sys
import unittest
import zipfile

HERE = pathlib.Path(__file__).resolve().parents[2]
PLUGIN = os.environ["EDUBALANCE_PLUGIN"]

#: An enumeration's member by its class alone, which a Qt 6 does not have: Class.Member, not Class.Enumeration.Member.
UNSCOPED = re.compile(r"\b((?:Q[A-Z]\w+|Qgs\w+|Qt)\.[A-Z]\w*)\b(?![\w.(])")


class PluginFilesTest(unittest.TestCase):

    def test_the_zip_is_one_folder_of_texts(self):
        with zipfile.ZipFile(PLUGIN) as plugin:
            names = [name for name in plugin.namelist() if not name.endswith("/")]
            for name in names:
                self.assertTrue(name.startswith("edubalance/"), name)
                self.assertNotRegex(name, r"__pycache__|\.pyc$|/\.")
                self.assertNotIn(b"\0", plugin.read(name), name + " is binary")
            for needed in ("metadata.txt", "LICENSE", "__init__.py", "icon.svg", "processes.json", "layouts/map.qpt"):
                self.assertIn("edubalance/" + needed, names)
            self.assertLess(os.path.getsize(PLUGIN), 20_000_000)

    def test_the_metadata_are_complete(self):
        with zipfile.ZipFile(PLUGIN) as plugin:
            told = configparser.ConfigParser(interpolation=None)
            told.optionxform = str
            told.read_string(plugin.read("edubalance/metadata.txt").decode("utf-8"))
            files = plugin.namelist()
        general = told["general"]
        for key in (
            "name", "description", "about", "version", "author", "email", "homepage", "tracker", "repository", "tags",
        ):
            self.assertTrue(general.get(key, "").strip(), key)
            # the repository shows them as text
            self.assertNotRegex(general[key], "[<>]", key)
        self.assertRegex(general["version"], r"^\d+\.\d+\.\d+(-\w+)?$")
        self.assertNotRegex(general["name"].lower(), "plugin|qgis")
        self.assertRegex(general["email"], r"^[\w.-]+@[\w-]+(\.[\w-]+)+$")
        for key in ("homepage", "tracker", "repository"):
            self.assertRegex(general[key], "^https://", key)
        self.assertIn("edubalance/" + general["icon"], files)
        self.assertEqual((general["qgisMinimumVersion"], general["supportsQt6"]), ("3.22", "True"))
        self.assertEqual(general["hasProcessingProvider"], "yes")

    def test_no_source_names_what_a_qt_6_lacks(self):
        for source in (HERE / "src/main/edubalance").glob("*.py"):
            text = source.read_text("utf-8")
            self.assertNotRegex(text, r"\bPyQt[56]\b", source.name)
            found = [name for name in UNSCOPED.findall(text) if name != "Qgis.QGIS_VERSION_INT"]
            self.assertEqual(found, [], source.name)

    def test_flake8_and_pylint_have_nothing_to_say(self):
        for tool, what in (("flake8", ["src"]), ("pylint", ["--rcfile=.pylintrc", "src/main/edubalance"])):
            with self.subTest(tool):
                said = subprocess.run(
                    [sys.executable, "-m", tool, *what], cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                    check=False,
                )
                self.assertEqual(said.returncode, 0, said.stdout.decode())


if __name__ == "__main__":
    unittest.main()
