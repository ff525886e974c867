#!/bin/sh
# Takes the pictures of the plugin in QGIS, in English and Chinese: take.sh PLUGIN_ZIP SERVER_JAR JAVA FOLDER
set -eu
plugin=$(readlink -f "$1") jar=$(readlink -f "$2") java=$3
mkdir -p "$4"
folder=$(readlink -f "$4")
here=$(cd "$(dirname "$0")" && pwd)
profiles=$(mktemp -d)
trap 'rm -rf "$profiles"' EXIT
for language in en_US zh-Hans; do
  profile=$profiles/$language/profiles/default
  mkdir -p "$profile/python/plugins" "$profile/QGIS"
  unzip -q "$plugin" -d "$profile/python/plugins"
  printf '[PythonPlugins]\nedubalance=true\nprocessing=true\n[locale]\noverrideFlag=true\nuserLocale=%s\n[qgis]\ncheckVersion=false\n' \
    "$language" >"$profile/QGIS/QGIS3.ini"
  EDUBALANCE_PICTURES=$folder EDUBALANCE_SAMPLE=$(cd "$here/../../../../sample-data" && pwd) \
    EDUBALANCE_JAR=$jar EDUBALANCE_JAVA=$java QT_QPA_PLATFORM=xcb \
    timeout 300 xvfb-run -a -s '-screen 0 1600x1000x24' \
    qgis --noversioncheck --nologo --profiles-path "$profiles/$language" --code "$here/pictures.py" >"$folder/qgis.log" 2>&1
done
if [ -e "$folder/failed.txt" ]; then cat "$folder/failed.txt"; exit 1; fi
test -e "$folder/done.txt" && test -e "$folder/done.zh.txt"
