package org.edubalance.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.edubalance.io.shapefile.DbfEncoding;
import org.edubalance.io.shapefile.DbfFile;
import org.edubalance.io.shapefile.ShpFile;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.messages.Message;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/**
 * Reads a shapefile with the files beside it: {@code .shp} the shapes, {@code .dbf} the attributes, {@code .prj} the CRS,
 * {@code .cpg} the encoding, {@code .shx} the places of the records. Only the first must be there.
 */
final class ShapefileReader {

    private static final List<String> ENDINGS = List.of("shp", "dbf", "shx", "prj", "cpg");

    private final Path shp;
    private final ReadOptions options;
    private final Map<String, Path> parts;
    private final FeatureTable table;
    private final ReadingNotes notes = new ReadingNotes();

    private ShapefileReader(Path shp, ReadOptions options) throws IOException {
        this.shp = shp;
        this.options = options;
        parts = found(shp);
        table = new FeatureTable(options);
    }

    /**
     * Reads a shapefile.
     *
     * @throws Refusal if it is broken, or longer than the options allow
     */
    static SimpleFeatureCollection read(Path shp, ReadOptions options) throws IOException {
        return new ShapefileReader(shp, options).read();
    }

    /** The files that are there, the one itself first. */
    static List<Path> parts(Path shp) throws IOException {
        return List.copyOf(found(shp).values());
    }

    /** The files of the same name, by their endings; in any case, as Windows writes them. */
    private static Map<String, Path> found(Path shp) throws IOException {
        String base = base(shp);
        Map<String, Path> parts = new HashMap<>();
        try (Stream<Path> beside = Files.list(shp.toAbsolutePath().getParent())) {
            for (Path path : (Iterable<Path>) beside.sorted()::iterator) {
                String name = path.getFileName().toString();
                int dot = name.lastIndexOf('.');
                if (dot > 0 && name.substring(0, dot).equalsIgnoreCase(base) && Files.isRegularFile(path)) {
                    String ending = name.substring(dot + 1).toLowerCase(Locale.ROOT);
                    // where names differ in nothing but case, those written as the file's own
                    if (ENDINGS.contains(ending) && (!parts.containsKey(ending) || name.startsWith(base))) {
                        parts.put(ending, path);
                    }
                }
            }
        } catch (NoSuchFileException e) {
            throw FileTrouble.reading(shp, e);
        }
        parts.put("shp", shp);
        return parts;
    }

    private static String base(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private SimpleFeatureCollection read() throws IOException {
        CoordinateReferenceSystem crs = crs();
        if (!parts.containsKey("dbf")) {
            notes.warn(Message.of("format.shp.dbf"));
        }
        try (ShpFile shapes = ShpFile.open(shp, parts.get("shx"));
                DbfFile rows = parts.containsKey("dbf") ? DbfFile.open(parts.get("dbf")) : null) {
            table.declareGeometry(shapes.pointsOnly() ? Point.class : Geometry.class);
            read(shapes, rows);
            if (shapes.degenerate() > 0) {
                options.say(Message.of("format.shp.degenerate", "n", shapes.degenerate()));
            }
            if (!shapes.indexed()) {
                options.say(Message.of(parts.containsKey("shx") ? "format.shp.shx.broken" : "format.shp.shx.missing"));
            }
        }
        SimpleFeatureCollection features = table.collection(crs);
        notes.tell(options::say);
        notes.attachTo(features);
        return features;
    }

    private void read(ShpFile shapes, DbfFile rows) throws IOException {
        List<DbfFile.Field> fields = rows == null ? List.of() : fields(rows);
        int deleted = 0;
        int number = 0;
        while (shapes.next()) {
            number++;
            if (rows != null && !rows.next()) {
                throw counts(shapes, rows, number);
            }
            if (rows != null && number % ReadProgress.ROWS == 0) {
                options.progress().at(number, rows.rows());
            }
            if (rows != null && rows.isDeleted()) {
                deleted++;
                continue;
            }
            try {
                for (int i = 0; i < fields.size(); i++) {
                    table.set(i, rows.value(fields.get(i)));
                }
                if (shapes.isPlanePoint()) {
                    table.point(shapes.x(), shapes.y());
                } else {
                    table.geometry(shapes.geometry());
                }
            } catch (Refusal e) {
                throw e.at(Place.feature(options.name() + "." + number, name(fields, rows)));
            }
            table.end();
        }
        if (rows != null && rows.next()) {
            throw counts(shapes, rows, number);
        }
        if (deleted > 0) {
            options.say(Message.of("format.dbf.deleted", "n", deleted));
        }
    }

    private static Refusal counts(ShpFile shapes, DbfFile rows, int shapesRead) throws IOException {
        int count = shapesRead;
        while (shapes.next()) {
            count++;
        }
        return Refusal.of("format.shp.counts", "shapes", count, "rows", rows.rows());
    }

    private List<DbfFile.Field> fields(DbfFile rows) throws IOException {
        Path cpg = parts.get("cpg");
        String codePage = cpg == null || Files.size(cpg) > 100
                ? null
                : new String(Files.readAllBytes(cpg), StandardCharsets.ISO_8859_1);
        DbfEncoding encoding = rows.encoding(codePage);
        if (encoding.source() == DbfEncoding.Source.MISNAMED) {
            notes.warn(Message.of(
                    "format.dbf.misnamed",
                    "named",
                    codePage.strip(),
                    "charset",
                    encoding.charset().name()));
        }
        if (encoding.source() == DbfEncoding.Source.DOUBTFUL) {
            throw Refusal.of("format.dbf.doubtful", "file", base(shp) + ".cpg");
        }
        if (encoding.source() == DbfEncoding.Source.GUESSED || encoding.source() == DbfEncoding.Source.HEADER) {
            options.say(Message.of(
                    encoding.source() == DbfEncoding.Source.GUESSED ? "format.dbf.guessed" : "format.dbf.header",
                    "charset",
                    encoding.charset().name(),
                    "file",
                    base(shp) + ".cpg"));
        }
        List<DbfFile.Field> fields = rows.fields();
        if (!rows.cut().isEmpty()) {
            notes.add(Message.of("format.dbf.cut", "columns", rows.cut()));
        }
        for (DbfFile.Field field : fields) {
            table.column(field.name());
        }
        if (!rows.leftOut().isEmpty()) {
            options.say(Message.of("format.dbf.binary", "columns", rows.leftOut()));
        }
        return fields;
    }

    /** What the row is called; null where that cannot be read either. */
    private static String name(List<DbfFile.Field> fields, DbfFile rows) {
        try {
            return RowNames.of(column -> indexOf(fields, column), column -> rows.value(fields.get(column)));
        } catch (Refusal e) {
            return null;
        }
    }

    private static int indexOf(List<DbfFile.Field> fields, String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private CoordinateReferenceSystem crs() throws IOException {
        Path prj = parts.get("prj");
        if (prj != null) {
            try {
                return Projections.read(prj);
            } catch (Refusal e) {
                if (options.crs() == null) {
                    throw e;
                }
            }
        }
        if (options.crs() != null) {
            return options.crs();
        }
        options.say(Message.of("format.shp.prj"));
        return DefaultGeographicCRS.WGS84;
    }
}
