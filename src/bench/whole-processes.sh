#!/bin/sh
# Times whole processes of the command line, from the start of Java to its end, on files of a million points, of a wide
# workbook and of a nation's schools, and GDAL on the same files where it is installed.
#
#   sh src/bench/whole-processes.sh FOLDER COMMAND …
#
# FOLDER is for the files (1 GB), made at the first run; COMMAND is what is timed, for example
#   java -jar target/gs-edubalance-0.1.0-SNAPSHOT-server.jar
# Each row is the least wall time of RUNS runs (3 where it is not set), the processor time and the most memory of that run.
set -eu
folder=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
result=$folder/result
times=$folder/times
mkdir -p "$folder"

[ -e "$folder/national.csv" ] || java "$here/src/main/java/org/edubalance/bench/Inputs.java" "$folder"
[ -e "$folder/wide.xlsx" ] || "$@" run vec:Query -i features="$folder/wide.csv" -o "$folder/wide.xlsx"
if command -v ogr2ogr >/dev/null; then
  csv="-oo X_POSSIBLE_NAMES=lon -oo Y_POSSIBLE_NAMES=lat -oo KEEP_GEOM_COLUMNS=NO -oo AUTODETECT_TYPE=YES -a_srs EPSG:4326"
  # shellcheck disable=SC2086
  [ -e "$folder/points.gpkg" ] || ogr2ogr $csv "$folder/points.gpkg" "$folder/points.csv"
  [ -e "$folder/points.geojson" ] || ogr2ogr "$folder/points.geojson" "$folder/points.gpkg"
  [ -e "$folder/points.shp" ] || ogr2ogr "$folder/points.shp" "$folder/points.gpkg"
fi

timed() {
  name=$1
  shift
  : >"$times"
  run=0
  while [ "$run" -lt "${RUNS:-3}" ]; do
    rm -rf "$result".*
    /usr/bin/time -a -o "$times" -f '%e %U %S %M' "$@" >/dev/null 2>"$folder/messages" || cat "$folder/messages"
    run=$((run + 1))
  done
  sort -n "$times" | awk -v name="$name" 'NF == 4 { printf "| %s | %.2f s | %.2f s | %d MB |\n", name, $1, $2 + $3, $4 / 1024; exit }'
}

case "${ONLY:-}" in
  '') wanted() { return 0; } ;;
  *) wanted() { case " $ONLY " in *" $1 "*) return 0 ;; *) return 1 ;; esac } ;;
esac

echo '| | wall | processor | memory |'
echo '|---|---:|---:|---:|'
wanted list && timed 'list' "$@" list
wanted csv && timed 'CSV, 1,000,000 points: vec:Count' "$@" run vec:Count -i features="$folder/points.csv"
wanted density && timed 'CSV, 1,000,000 points: exact density of 2,000² cells' "$@" run edu:KernelDensity \
  -i data="$folder/points.csv" -i weight=weight -i radius=10000 -i precision=EXACT \
  -i outputBBOX=90,28,100,33,EPSG:4326 -i outputWidth=2000 -i outputHeight=2000 -o "$result.tif"
for ending in gpkg geojson shp; do
  [ -e "$folder/points.$ending" ] && wanted $ending &&
    timed "$ending, 1,000,000 points: vec:Count" "$@" run vec:Count -i features="$folder/points.$ending"
done
wanted xlsx && timed 'xlsx, 100,000 × 20: vec:Count' "$@" run vec:Count -i features="$folder/wide.xlsx"
schools=$folder/national.csv
wanted score && timed '200,000 schools: edu:EntropyScore, nyingchi' "$@" run edu:EntropyScore -i data="$schools" \
  -i system=nyingchi -o "$result.csv"
wanted regions && timed '200,000 schools: edu:AssessRegions, 2,858 counties' "$@" run edu:AssessRegions \
  -i data="$schools" -i stage=stage -i groupBy=county -i population=pupils -o "$result.csv"
wanted moran && timed '200,000 schools: edu:LocalMoran' "$@" run edu:LocalMoran -i data="$schools" \
  -i attribute=pupil_quality -o "$result.csv"
if command -v ogr2ogr >/dev/null && wanted gdal; then
  # shellcheck disable=SC2086
  timed 'GDAL, csv to FlatGeobuf with its index' ogr2ogr $csv "$result.fgb" "$folder/points.csv"
  # shellcheck disable=SC2086
  timed 'GDAL, csv to FlatGeobuf' ogr2ogr $csv -lco SPATIAL_INDEX=NO "$result.fgb" "$folder/points.csv"
  for ending in gpkg geojson shp; do
    timed "GDAL, $ending to FlatGeobuf" ogr2ogr -lco SPATIAL_INDEX=NO "$result.fgb" "$folder/points.$ending"
  done
  timed 'GDAL, wide xlsx' ogrinfo -al -so "$folder/wide.xlsx"
  timed 'GDAL, national csv' ogrinfo -al -so "$schools"
fi
exit 0
