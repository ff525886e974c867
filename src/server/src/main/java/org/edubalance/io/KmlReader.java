package org.edubalance.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.edubalance.io.kml.KmlParser;
import org.edubalance.io.kml.Placemark;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Geometry;

/**
 * Reads KML, and KMZ, which is KML in a zip. All placemarks are one layer; a column {@code folder} says where each is,
 * if they are in several, and {@code #folder} reads those of one. A field has the type that the document's schema gives
 * it; without one it is of numbers, or of true and false, if all its values are.
 */
final class KmlReader {

    private static final String ENDING = ".kml";

    private final ReadOptions options;
    private final List<Placemark> placemarks = new ArrayList<>();

    private KmlReader(ReadOptions options) {
        this.options = options;
    }

    /**
     * Reads KML or KMZ, whichever it is. The stream stays open.
     *
     * @throws Refusal if it is neither, or refers to what is elsewhere
     */
    static SimpleFeatureCollection read(InputStream in, ReadOptions options) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in);
        buffered.mark(2);
        boolean zipped = buffered.read() == 'P' && buffered.read() == 'K';
        buffered.reset();
        if (!zipped) {
            return new KmlReader(options).features(buffered);
        }
        try (Scratch scratch = Scratch.create()) {
            Path file = scratch.file("document.kmz");
            Files.copy(buffered, file);
            Path kml = scratch.file("document.kml");
            try (Archive archive = Archive.open(file, options.maxUnpacked())) {
                archive.unpack(document(archive, options), kml);
            }
            try (InputStream unpacked = Files.newInputStream(kml)) {
                return new KmlReader(options).features(unpacked);
            }
        }
    }

    /** The first document, as the standard says; that of the zip's own folder, if there is one. */
    private static String document(Archive archive, ReadOptions options) {
        List<String> documents = archive.names().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(ENDING))
                .toList();
        if (documents.isEmpty()) {
            throw Refusal.of("format.kml.empty");
        }
        String first = documents.stream()
                .filter(name -> !name.contains("/"))
                .findFirst()
                .orElse(documents.get(0));
        if (documents.size() > 1) {
            options.say(Message.of(
                    "format.kml.documents",
                    "read",
                    first,
                    "others",
                    documents.stream().filter(name -> !name.equals(first)).toList()));
        }
        return first;
    }

    private SimpleFeatureCollection features(InputStream in) {
        KmlParser.Summary summary = KmlParser.read(in, this::add);
        if (summary.left() > 0) {
            options.say(Message.of("format.kml.left", "n", summary.left()));
        }
        if (placemarks.stream().anyMatch(KmlReader::hidesFields)) {
            options.say(Message.of("format.kml.page"));
        }
        List<String> folders =
                placemarks.stream().map(Placemark::folder).distinct().toList();
        String wanted = options.layer() == null ? null : LayerChoice.of(folders, options.layer());
        return table(summary.types(), wanted, wanted == null && folders.size() > 1)
                .collection(DefaultGeographicCRS.WGS84);
    }

    /** Other programs show the fields as a web page, which is no place to read them from. */
    private static boolean hidesFields(Placemark placemark) {
        String description = placemark.fields().get("description");
        return description != null && placemark.fields().size() == 2 && description.contains("<td");
    }

    private void add(Placemark placemark) {
        if (placemarks.size() >= options.maxFeatures()) {
            throw Refusal.of("format.limit.features", "limit", options.maxFeatures());
        }
        placemarks.add(placemark);
    }

    private FeatureTable table(Map<String, String> types, String folderOrNull, boolean withFolder) {
        List<Placemark> read = placemarks.stream()
                .filter(placemark -> folderOrNull == null || placemark.folder().equals(folderOrNull))
                .toList();
        FeatureTable table = new FeatureTable(options);
        table.declareGeometry(Geometry.class);
        Map<String, FieldType> fields = new LinkedHashMap<>();
        for (Placemark placemark : read) {
            placemark.fields().forEach((field, value) -> {
                table.column(field);
                FieldType type = fields.computeIfAbsent(field, name -> FieldType.declared(types.get(name)));
                if (value != null) {
                    type.see(value);
                }
            });
        }
        int folder = withFolder ? table.column(free("folder", fields)) : -1;
        for (Placemark placemark : read) {
            Object[] values = new Object[table.columnCount()];
            placemark.fields().forEach((field, value) -> {
                if (value != null) {
                    values[table.column(field)] = fields.get(field).value(value);
                }
            });
            if (withFolder) {
                values[folder] = placemark.folder();
            }
            table.add(null, placemark.geometry(), values);
        }
        return table;
    }

    private static String free(String wanted, Map<String, FieldType> taken) {
        String name = wanted;
        while (taken.containsKey(name)) {
            name += "_";
        }
        return name;
    }

    /** What the texts of a field are: numbers or flags if all of them are, unless the schema says that they are texts. */
    private static final class FieldType {

        private boolean numbers;
        private boolean flags;

        private FieldType(boolean numbers, boolean flags) {
            this.numbers = numbers;
            this.flags = flags;
        }

        static FieldType declared(String typeOrNull) {
            return new FieldType(!Objects.equals(typeOrNull, "string"), !Objects.equals(typeOrNull, "string"));
        }

        void see(String text) {
            numbers = numbers && PlainValues.isNumber(text);
            flags = flags && PlainValues.isFlag(text);
        }

        Object value(String text) {
            return numbers ? PlainValues.number(text) : flags ? (Object) Boolean.valueOf(text) : text;
        }
    }
}
