package org.edubalance.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.metadata.iso.citation.Citations;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.geotools.referencing.wkt.Formattable;

/** Esri's {@code .prj} files, which name the CRS of the file beside them in well-known text. */
final class Projections {

    /** No CRS takes more; brackets in brackets would use up the parser's stack. */
    private static final long LONGEST = 100_000;

    /** What most programs write for longitude and latitude on WGS 84; GeoTools' parser takes half a second to be there. */
    private static final Pattern LON_LAT =
            Pattern.compile("\\s*GEOGCS\\[\"GCS_WGS_1984\",\\s*DATUM\\[\"D_WGS_1984\",\\s*SPHEROID\\[\"WGS_1984\","
                    + "\\s*6378137(\\.0*)?,\\s*298\\.2572235630*]],\\s*PRIMEM\\[\"Greenwich\",\\s*0(\\.0*)?],"
                    + "\\s*UNIT\\[\"Degree\",\\s*0?\\.01745329251994\\d*]]\\s*");

    private Projections() {}

    /**
     * The CRS that the file beside a file names; without such a file, or with a CRS given, the given one.
     *
     * @throws Refusal if the file beside it names none that is known
     */
    static CoordinateReferenceSystem beside(Path file, CoordinateReferenceSystem given) throws IOException {
        Path prj = prj(file);
        if (given != null || !Files.exists(prj)) {
            return given;
        }
        return read(prj);
    }

    /**
     * The CRS that a file names.
     *
     * @throws Refusal if it names none that is known
     */
    static CoordinateReferenceSystem read(Path prj) throws IOException {
        String name = prj.getFileName().toString();
        if (Files.size(prj) > LONGEST) {
            throw Refusal.of("format.crs.prj", "file", name);
        }
        try {
            // a byte that is no UTF-8 can only be in a name
            String wkt = new String(Files.readAllBytes(prj), StandardCharsets.UTF_8).replace("\uFEFF", "");
            return LON_LAT.matcher(wkt).matches() ? DefaultGeographicCRS.WGS84 : CrsNames.canonical(CRS.parseWKT(wkt));
        } catch (FactoryException | RuntimeException | StackOverflowError e) {
            throw Refusal.because(e, "format.crs.prj", "file", name);
        }
    }

    static void write(Path prj, CoordinateReferenceSystem crs) throws IOException {
        CoordinateReferenceSystem known = CrsNames.canonical(crs);
        String wkt = known instanceof Formattable formattable ? formattable.toWKT(Citations.ESRI, 0) : known.toWKT();
        Files.writeString(prj, wkt + "\n", StandardCharsets.UTF_8);
    }

    /** Where the CRS of a file is, or goes. */
    static Path prj(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return file.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".prj");
    }
}
