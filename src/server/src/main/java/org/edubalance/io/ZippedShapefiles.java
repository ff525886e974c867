package org.edubalance.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.edubalance.messages.Refusal;
import org.geotools.data.simple.SimpleFeatureCollection;

/** Shapefiles in a zip, in folders of it too; each is a layer with its file's name, and its folder's where two are alike. */
final class ZippedShapefiles {

    private static final String ENDING = ".shp";

    /** So many files are named where none is a shapefile. */
    private static final int NAMED = 5;

    /** What else lies in a zip and nobody means. */
    private static final Pattern NO_DATA = Pattern.compile("(?i).*\\.(zip|txt)");

    private ZippedShapefiles() {}

    /** @throws Refusal if it is no zip, or there is no shapefile in it */
    static List<String> layers(Path file) throws IOException {
        try (Archive archive = Archive.open(file, Long.MAX_VALUE)) {
            return List.copyOf(shapefiles(archive).keySet());
        }
    }

    /** @throws Refusal if it is no zip of shapefiles, or none or several of them can be meant */
    static SimpleFeatureCollection read(Path file, ReadOptions options) throws IOException {
        try (Archive archive = Archive.open(file, options.maxUnpacked()).telling(options.progress());
                Scratch scratch = Scratch.create()) {
            Map<String, String> shapefiles = shapefiles(archive);
            String layer = LayerChoice.of(List.copyOf(shapefiles.keySet()), options.layer());
            String base = withoutEnding(shapefiles.get(layer));
            for (String name : archive.names()) {
                int dot = name.lastIndexOf('.');
                String ending = dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
                if (dot == base.length()
                        && name.regionMatches(true, 0, base, 0, dot)
                        && List.of(ENDING, ".dbf", ".shx", ".prj", ".cpg").contains(ending)) {
                    Path part = scratch.file("layer" + ending);
                    Files.deleteIfExists(part);
                    archive.unpack(name, part);
                }
            }
            return ShapefileReader.read(scratch.file("layer" + ENDING), options);
        }
    }

    /** Reads a zip that comes as a stream, by way of a temporary file. */
    static SimpleFeatureCollection read(InputStream in, ReadOptions options) throws IOException {
        try (Scratch scratch = Scratch.create()) {
            Path file = scratch.file("layers.zip");
            Files.copy(in, file);
            return read(file, options);
        }
    }

    /** The shapefiles by the names of their layers. */
    private static Map<String, String> shapefiles(Archive archive) {
        List<String> files = new ArrayList<>();
        for (String name : archive.names()) {
            String fileName = fileName(name);
            if (fileName.toLowerCase(Locale.ROOT).endsWith(ENDING) && !fileName.startsWith(".")) {
                files.add(name);
            }
        }
        if (files.isEmpty()) {
            throw without(archive);
        }
        Map<String, Integer> alike = new HashMap<>();
        for (String name : files) {
            alike.merge(fileName(name).toLowerCase(Locale.ROOT), 1, Integer::sum);
        }
        Map<String, String> byLayer = new LinkedHashMap<>();
        for (String name : files) {
            boolean only = alike.get(fileName(name).toLowerCase(Locale.ROOT)) == 1;
            byLayer.put(withoutEnding(only ? fileName(name) : name), name);
        }
        return byLayer;
    }

    private static Refusal without(Archive archive) {
        List<String> others = archive.names().stream()
                .filter(name -> !NO_DATA.matcher(name).matches()
                        && Format.ofFileName(name).isPresent())
                .limit(NAMED)
                .toList();
        return others.isEmpty()
                ? Refusal.of(archive.isNested() ? "format.zip.nested" : "format.zip.empty")
                : Refusal.of("format.zip.others", "names", others);
    }

    private static String fileName(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    private static String withoutEnding(String name) {
        return name.substring(0, name.length() - ENDING.length());
    }
}
