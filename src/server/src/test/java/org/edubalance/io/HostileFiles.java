package org.edubalance.io;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Files of the kinds that once ended in something else than a refusal: found by fuzzing and by attack, and made anew here
 * for whatever takes a file.
 */
public final class HostileFiles {

    /**
     * A file, and why it is refused.
     *
     * @param what it is, for people
     * @param ending of its name
     * @param mimeType of its content
     * @param english part of the reason
     * @param chinese part of the reason
     */
    public record HostileFile(
            String what, String ending, String mimeType, byte[] content, String english, String chinese) {

        @Override
        public String toString() {
            return what;
        }
    }

    private static final String FEATURE =
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":%s}]}";

    private HostileFiles() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static HostileFile csv(String what, String text, String english, String chinese) {
        return new HostileFile(what, "csv", "text/csv", bytes(text), english, chinese);
    }

    private static HostileFile json(String what, byte[] content, String english, String chinese) {
        return new HostileFile(what, "geojson", "application/json", content, english, chinese);
    }

    private static HostileFile geometry(String what, String geometry, String english, String chinese) {
        return json(what, bytes(FEATURE.formatted(geometry)), english, chinese);
    }

    /** None of them has features. */
    public static List<HostileFile> ofFeatures() {
        byte[] cut =
                FEATURE.formatted("{\"type\":\"Point\",\"coordinates\":[1,2]}").getBytes(Charset.forName("UTF-32BE"));
        return List.of(
                csv("WKT that never closes", "wkt,n\n\"MULTIPOINT((1 2),(0 0\",1\n", "not valid WKT", "WKT 有误"),
                csv("an open bracket", "wkt,n\n\"MULTIPOINT((1 2,0 0)\",1\n", "not valid WKT", "WKT 有误"),
                csv(
                        "a table of a million columns",
                        "a,".repeat(1_000_000) + "b\n",
                        "more than 10000 attributes, which is the limit",
                        "10000"),
                geometry("type is a list", "{\"type\":[1],\"coordinates\":[1,2]}", "type must be", "type 必须是"),
                json("type is an object", bytes("{\"type\":{\"a\":1}}"), "type must be", "type 必须是"),
                json("type is null", bytes("{\"type\":null,\"features\":[]}"), "type must be", "type 必须是"),
                geometry(
                        "coordinates are objects",
                        "{\"type\":\"Point\",\"coordinates\":[{},{}]}",
                        "coordinates",
                        "coordinates"),
                geometry("a list in a number", "{\"type\":\"LineString\",\"coordinates\":[[1,2],[[3],4]]}", ": ", "："),
                geometry("geometries are numbers", "{\"type\":\"GeometryCollection\",\"geometries\":[1,2]}", ": ", "："),
                json(
                        "cut off",
                        bytes("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\""),
                        "ends too early",
                        "不是有效的 JSON：内容不完整"),
                json("cut off UTF-32", Arrays.copyOf(cut, cut.length - 3), ": ", "："),
                json("no UTF-32 at all", new byte[] {0, 0, (byte) 0xFE, (byte) 0xFF, 0, 0, 0, '{', 1, 2, 3}, ": ", "："),
                json("no ending", bytes("[".repeat(100_000)), ": ", "："),
                json("no text", new byte[] {(byte) 0xC0, (byte) 0xAF, (byte) 0xFF}, ": ", "："),
                json(
                        "a type that is no word, cut off",
                        bytes("{\"type\":\"Geometrytion\",\"geometries\":[{\"type\":[1,2]3]St]}]}"),
                        ": ",
                        "："),
                new HostileFile(
                        "a workbook of noise",
                        "xlsx",
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        new byte[] {'P', 'K', 3, 4, 9, 9, 9},
                        "the workbook cannot be read",
                        "工作簿"),
                new HostileFile(
                        "a zip of noise",
                        "zip",
                        "application/zip",
                        bytes("PKnoise"),
                        "not a zip that can be read",
                        "zip"),
                new HostileFile(
                        "FlatGeobuf of noise",
                        "fgb",
                        "application/flatgeobuf",
                        new byte[] {'f', 'g', 'b', 3, 'f', 'g', 'b', 0, -1, -1, -1, 127},
                        ": ",
                        "："),
                new HostileFile(
                        "KML without end",
                        "kml",
                        "application/vnd.google-earth.kml+xml",
                        bytes("<kml><Document>"),
                        ": ",
                        "："));
    }

    private static HostileFile grid(String what, String text, String english, String chinese) {
        return new HostileFile(what, "asc", "application/arcgrid", bytes(text), english, chinese);
    }

    private static HostileFile tiff(String what, byte[] content, String english, String chinese) {
        return new HostileFile(what, "tif", "image/tiff", content, english, chinese);
    }

    /** None of them has a grid. */
    public static List<HostileFile> ofCoverages() {
        String head = "ncols 1\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 1\n";
        return List.of(
                grid("a control character", head + "\u0001\n", "not an ArcGrid (line 6)", "不是 ArcGrid（第6行）"),
                grid(
                        "a broken header",
                        "ncols 2\nnrows 2\nxllcorner 0\nyllcorner 0\ncells1ze  2\n  xllcorner 0\nyllcorner~9\n",
                        "not an ArcGrid",
                        "不是 ArcGrid"),
                grid("a header alone", head, "ends in row 1 of 1", "在第1行中断"),
                tiff("a TIFF of noise", bytes("noise"), "not a GeoTIFF that can be read", "无法作为 GeoTIFF 读取"),
                // a list of 17 entries of which one is there, so that the rest is what stands behind
                tiff(
                        "a TIFF that is cut off",
                        ByteBuffer.allocate(30)
                                .put(new byte[] {'M', 'M', 0, 42})
                                .putInt(8)
                                .putShort((short) 17)
                                .putShort((short) 256)
                                .putShort((short) 3)
                                .putInt(1)
                                .putInt(0x00020000)
                                .array(),
                        "claims more than it holds",
                        "声称的内容多于实际内容"),
                tiff(
                        "a TIFF whose list is its own end",
                        ByteBuffer.allocate(26)
                                .put(new byte[] {'M', 'M', 0, 42})
                                .putInt(8)
                                .putShort((short) 1)
                                .putShort((short) 256)
                                .putShort((short) 3)
                                .putInt(1)
                                .putInt(0x00020000)
                                .putInt(8)
                                .array(),
                        "not a GeoTIFF that can be read",
                        "无法作为 GeoTIFF 读取"));
    }
}
