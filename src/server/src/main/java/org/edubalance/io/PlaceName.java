package org.edubalance.io;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the name of a column says of the places in it: 经度, GPS经度, 学校所在地经度（WGS84）, Latitude (°N), bd_lng, 经度（分）.
 *
 * @param kind which coordinate, or both in one
 * @param part what of it, in degrees, minutes and seconds
 * @param stem what else the name says: two columns of one place have the same
 * @param datum what the coordinates refer to, null where it is not said
 */
record PlaceName(Kind kind, Part part, String stem, Datum datum) {

    enum Kind {
        LON,
        LAT,
        /** Longitude and latitude, as the name says in that order. */
        LON_LAT,
        LAT_LON,
        /** Both, in an order that the name does not say. */
        BOTH,
        /** A word for any place, an address too. */
        ANY
    }

    enum Part {
        WHOLE,
        DEGREES,
        MINUTES,
        SECONDS
    }

    /** What coordinates in degrees may refer to, and how to say so. */
    enum Datum {
        WGS84("WGS 84", null, null, "wgs|gps|cgcs|4490|4326|国家2000|2000国家|大地2000|天地图"),
        GCJ02("GCJ-02", WebMapDatum.GCJ02, "--coordinates gcj02", "gcj|火星|高德|amap|gaode|腾讯|tencent|qqmap"),
        BD09("BD-09", WebMapDatum.BD09, "--coordinates bd09", "bd-?_?09|百度|baidu|(?<![a-z])bd(?=[_\\- ]?(l|$|[^a-z]))"),
        BEIJING54("Beijing 1954", null, "--crs EPSG:4214", "北京54|54北京|北京1954|bj54|beijing-?_? ?(19)?54"),
        XIAN80("Xian 1980", null, "--crs EPSG:4610", "西安80|80西安|西安1980|xi'?an-?_? ?(19)?80");

        private final String title;
        private final WebMapDatum web;
        private final String option;
        private final Pattern names;

        Datum(String title, WebMapDatum web, String option, String names) {
            this.title = title;
            this.web = web;
            this.option = option;
            this.names = Pattern.compile(names);
        }

        String title() {
            return title;
        }

        /** That of web maps, null for others. */
        WebMapDatum web() {
            return web;
        }

        /** What says so on the command line, null where nothing has to. */
        String option() {
            return option;
        }

        /** True if coordinates in it lie where WGS 84 has them, as far as schools go. */
        boolean isWgs84() {
            return option == null;
        }

        private static Datum of(String plain) {
            for (Datum datum : new Datum[] {GCJ02, BD09, BEIJING54, XIAN80, WGS84}) {
                if (datum.names.matcher(plain).find()) {
                    return datum;
                }
            }
            return null;
        }
    }

    /** What every name of a place has in it; most columns have none. */
    private static final Pattern ANY_WORD =
            Pattern.compile("[经纬]|坐标|位置|校址|定位|点位|地点|l(on|ng|at|oc)|coord|position|point|place|gps|jingdu|weidu");

    private static final Pattern PAIR_HAN = Pattern.compile("经[、/,和及与 ]*纬|纬[、/,和及与 ]*经|坐标|经度.*纬度|纬度.*经度");

    private static final Pattern BOTH_HAN = Pattern.compile("经[、/,和及与 ]*纬|纬[、/,和及与 ]*经");

    private static final Pattern PAIR_LATIN = Pattern.compile(
            "coord(inate)?s?|l(on|ng|at)[_\\- ,/]*l(on|ng|at|ong)|geo_?(point|location)(_?2d)?|gps|latitude[_\\- ,/&]*(and)?longitude"
                    + "|longitude[_\\- ,/&]*(and)?latitude|(gps|geo)[_\\- ]?(coord(inate)?s?|location|position)");

    private static final Pattern ANY =
            Pattern.compile("(.*[^a-z])?(location|position|point|place|loc)([^a-z].*)?|.*(位置|校址|定位|点位|地点).*");

    private static final Pattern AXIS_HAN = Pattern.compile("经度|纬度|东经|北纬");

    private static final Pattern AXIS_LATIN = Pattern.compile(
            "(gps|bd|bd09|baidu|geo|gcj|gcj02|wgs|wgs84|amap|gd|school|map)??(longitude|longtitude|long|lng|lon|jingdu|经|latitude|lat|weidu|纬)(deg|dd|84|02|09|wgs|wgs84|gcj|gcj02|bd|bd09)?");

    /** What a name may say without being that of another place. */
    private static final Pattern NOTHING = Pattern.compile(
            "wgs-?_?(19)?84|wgs|gps|cgcs-?_?2000|国家2000|2000国家大地坐标系?|gcj-?_?02|gcj|bd-?_?09|baidu|amap|gaode|百度地图|百度|高德地图|高德"
                    + "|腾讯地图|腾讯|火星坐标系?|火星|天地图|北京54|西安80|epsg:?\\d+|大地|坐标系?|坐标值|coordinates?|decimal|十进制|小数|°|度数|数值|值|东|北|的");

    private static final Set<String> SILENT = Set.of(
            "e", "n", "east", "north", "deg", "degree", "degrees", "dd", "gd", "bd", "map", "the", "of", "x", "y",
            "ddd", "dddd");

    /** Reads a name; null if it names no place. */
    static PlaceName of(String name) {
        String plain = Normalizer.normalize(name.replaceAll("(?<=[a-z])(?=[A-Z])", " "), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('經', '经')
                .replace('緯', '纬')
                .replace('東', '东')
                .replace("座标", "坐标")
                .replace('′', '\'')
                .replace('″', '"')
                .strip();
        if (!ANY_WORD.matcher(plain).find()) {
            return null;
        }
        Datum datum = Datum.of(plain);
        PlaceName axis = axis(plain, datum);
        return axis != null ? axis : pair(plain, datum);
    }

    private static PlaceName axis(String plain, Datum datum) {
        Kind kind = null;
        StringBuilder rest = new StringBuilder();
        if (BOTH_HAN.matcher(plain).find()) {
            return null;
        }
        Matcher word = AXIS_HAN.matcher(plain);
        while (word.find()) {
            Kind found = word.group().contains("经") ? Kind.LON : Kind.LAT;
            if (kind != null && kind != found) {
                return null;
            }
            kind = found;
        }
        String others = AXIS_HAN.matcher(plain).replaceAll(" ");
        Part part = Part.WHOLE;
        for (String token : tokens(NOTHING.matcher(others).replaceAll(" "))) {
            Matcher latin = AXIS_LATIN.matcher(token);
            if (latin.matches()) {
                Kind found = "latitude lat weidu 纬".contains(latin.group(2)) ? Kind.LAT : Kind.LON;
                if (kind != null && kind != found) {
                    return null;
                }
                kind = found;
            } else if (part(token) != null) {
                part = part(token);
            } else if (!SILENT.contains(token)) {
                rest.append(rest.length() == 0 ? "" : " ").append(token);
            }
        }
        return kind == null ? null : new PlaceName(kind, part, rest.toString(), datum);
    }

    private static List<String> tokens(String plain) {
        List<String> tokens = new ArrayList<>();
        for (String token : plain.split("[^\\p{L}\\p{N}'\"]+")) {
            if (!token.isEmpty()) {
                tokens.add(token);
            }
        }
        return tokens;
    }

    private static Part part(String token) {
        return switch (token) {
            case "度", "d", "deg", "degree", "degrees" -> Part.DEGREES;
            case "分", "'", "m", "min", "mins", "minute", "minutes" -> Part.MINUTES;
            case "秒", "\"", "''", "s", "sec", "secs", "second", "seconds" -> Part.SECONDS;
            default -> null;
        };
    }

    private static PlaceName pair(String plain, Datum datum) {
        Matcher han = PAIR_HAN.matcher(plain);
        if (han.find()) {
            // the east, the north or the altitude alone
            if (plain.matches(".*([xyz东北南西横纵高]坐标|坐标[xyz]|坐标系).*")) {
                return null;
            }
            Kind kind =
                    han.group().startsWith("经") ? Kind.LON_LAT : han.group().startsWith("纬") ? Kind.LAT_LON : Kind.BOTH;
            return new PlaceName(kind, Part.WHOLE, plain, datum);
        }
        String outside = plain.replaceAll("\\([^)]*\\)|\\[[^\\]]*\\]", "").strip();
        String bare = NOTHING.matcher(outside).replaceAll(" ").replaceAll("^[_\\- ]+|[_\\- ]+$", "");
        if (Stream.of(plain, outside, bare)
                .anyMatch(name -> PAIR_LATIN.matcher(name).matches())) {
            int lon = Math.max(plain.indexOf("lon"), plain.indexOf("lng"));
            int lat = plain.indexOf("lat");
            Kind kind = lon < 0 || lat < 0 ? Kind.BOTH : lon < lat ? Kind.LON_LAT : Kind.LAT_LON;
            return new PlaceName(kind, Part.WHOLE, plain, datum);
        }
        return ANY.matcher(plain).matches() ? new PlaceName(Kind.ANY, Part.WHOLE, plain, datum) : null;
    }
}
