"""Runs a process on this machine, by the command line of the server jar."""
import os
import re
import shutil
import subprocess
import sys
import threading

from qgis.core import QgsProcessingException, QgsProcessingUtils

from .features import geopackage
from .rasters import geotiff
from .settings import JAR, JAVA, MEMORY, setting
from .texts import is_chinese, text

_LEAST_JAVA = 17
_PROGRESS = re.compile(r"(\d+) ?%")
_HIDDEN = {"creationflags": getattr(subprocess, "CREATE_NO_WINDOW", 0)} if sys.platform == "win32" else {}


def java():
    """The Java to use: the chosen one, else that of JAVA_HOME, else that of the path.

    Raises QgsProcessingException if there is none, or it is too old.
    """
    chosen = setting(JAVA)
    name = "java.exe" if sys.platform == "win32" else "java"
    if chosen and os.path.isdir(chosen):
        chosen = os.path.join(chosen, "bin", name)
    home = os.environ.get("JAVA_HOME")
    candidates = [chosen] if chosen else [os.path.join(home, "bin", name) if home else None, shutil.which("java")]
    for candidate in candidates:
        version = _version(candidate) if candidate else None
        if version is not None:
            if version < _LEAST_JAVA:
                raise QgsProcessingException(text("java.old", candidate, version))
            return candidate
    raise QgsProcessingException(text("java.none"))


def _version(executable):
    """The major version of a Java, None for what is none."""
    try:
        told = subprocess.run(
            [executable, "-version"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            timeout=60, check=True, **_HIDDEN
        ).stdout.decode("utf-8", "replace")
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r'version "(?:1\.)?(\d+)', told)
    return int(found.group(1)) if found else None


def jar():
    """The server jar; raises QgsProcessingException if it is not there."""
    path = setting(JAR)
    if not path or not os.path.isfile(path):
        raise QgsProcessingException(text("jar.none", path or "-"))
    return path


def command(process, request, output, feedback):
    """The command line of a run; the features go to files of their own."""
    line = [java()]
    memory = re.match(r"\d+", setting(MEMORY))
    if memory and int(memory.group()) > 0:
        line.append("-Xmx%sm" % memory.group())
    line += ["-Dfile.encoding=UTF-8", "-Dsun.jnu.encoding=UTF-8", "-jar", jar()]
    line += ["run", process, "--progress", "--lang", "zh" if is_chinese() else "en"]
    for layer in request.layers:
        path = QgsProcessingUtils.generateTempFilename(layer + ".gpkg")
        geopackage(request, layer, path, feedback)
        line += ["-i", "%s=%s" % (layer, path)]
    for name, raster in request.rasters.items():
        line += ["-i", "%s=%s" % (name, geotiff(raster, name, request.transform_context(), feedback))]
    for name, values in request.values.items():
        for value in values:
            line += ["-i", "%s=%s" % (name, _argument(name, value))]
    return line + ["-o", output]


def _argument(name, value):
    """A value; one that would be taken for a file name, or is long, goes by a file."""
    if value.startswith("@") or len(value) > 2000 or "\n" in value:
        path = QgsProcessingUtils.generateTempFilename(name + ".txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(value)
        return "@" + path
    return value


def run(process, request, output, feedback):
    """Runs a process and writes its result to a file; cancelling ends Java."""
    line = command(process, request, output, feedback)
    feedback.pushCommandInfo(" ".join('"%s"' % part if " " in part else part for part in line))
    environment = dict(os.environ)
    if sys.platform != "win32":
        # Java takes the arguments' encoding from the locale
        environment["LC_ALL"] = "C.UTF-8"
    with subprocess.Popen(
        line, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, **_HIDDEN
    ) as child:
        told = []
        reader = threading.Thread(target=_listen, args=(child, told, feedback), daemon=True)
        reader.start()
        while True:
            try:
                code = child.wait(0.1)
                break
            except subprocess.TimeoutExpired:
                if feedback.isCanceled():
                    child.kill()
        reader.join(5)
    if feedback.isCanceled():
        raise QgsProcessingException(text("cancelled"))
    if code != 0:
        raise QgsProcessingException(text("local.failed", _reason(told, code)))
    for line in told:
        # what it chose, or read otherwise
        feedback.pushInfo(line)


def _listen(child, told, feedback):
    """Passes progress and warnings on as they come, and keeps the rest."""
    for raw in child.stderr:
        line = raw.decode("utf-8", "replace").strip()
        progress = _PROGRESS.search(line)
        if progress and len(line) < 80:
            feedback.setProgress(int(progress.group(1)))
        elif line.startswith(("warning:", "警告")):
            feedback.pushWarning(line)
        elif line:
            told.append(line)


def _reason(told, code):
    for line in told:
        if line.startswith(("error:", "错误")):
            return re.sub(r"^(error|错误)[:：]\s*", "", line)
    return " / ".join(told[-3:]) or "exit code %d" % code
