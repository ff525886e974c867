"""The commands of the analyst's tutorial, read from its pages and run here."""
import contextlib
import io
import pathlib
import re
import unittest

import qgis_session
from qgis_session import set_up

PAGES = [pathlib.Path("docs/tutorials") / name for name in ("analyst.md", "analyst.zh-CN.md")]


class TutorialTest(unittest.TestCase):

    def test_the_commands_of_the_analyst_run(self):
        qgis_session.start()
        set_up(EDUBALANCE_ENGINE="local")
        import processing

        for page in PAGES:
            blocks = re.findall(r"(?s)```python\n(.*?)```", page.read_text("utf-8"))
            self.assertEqual(len(blocks), 2)
            said = io.StringIO()
            names = {"processing": processing}
            with contextlib.redirect_stdout(said):
                for block in blocks:
                    exec(block, names)  # pylint: disable=exec-used
            lines = said.getvalue().strip().split("\n")
            # the best school, then a line for each county and stage
            self.assertRegex(lines[0], r"School [01]\.\d+$")
            self.assertEqual(len(lines), 1 + names["found"]["verdict:verdict"].featureCount())
            self.assertTrue(any("True" in line for line in lines) and any("False" in line for line in lines))


if __name__ == "__main__":
    unittest.main()
