"""The settings of the provider, under Settings > Options > Processing > Providers."""
import glob
import os

from processing.core.ProcessingConfig import ProcessingConfig

ENGINE = "EDUBALANCE_ENGINE"
SERVER = "EDUBALANCE_SERVER"
AUTH = "EDUBALANCE_AUTH"
JAR = "EDUBALANCE_JAR"
JAVA = "EDUBALANCE_JAVA"
MEMORY = "EDUBALANCE_MEMORY"

LOCAL = "local"
REMOTE = "server"
ENGINES = [LOCAL, REMOTE]


def setting(name):
    """The value of a setting, as a text without blanks around it."""
    # readable: of a selection the text, not its place
    value = ProcessingConfig.getSetting(name, True)
    return "" if value is None else str(value).strip()


def default_jar():
    """The server jar beside the plugin or in the user's home, empty if there is none."""
    for folder in (os.path.dirname(__file__), os.path.expanduser("~")):
        found = sorted(glob.glob(os.path.join(folder, "gs-edubalance-*-server.jar")))
        if found:
            return found[-1]
    return ""
