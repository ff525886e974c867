package org.edubalance.server.upload;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.edubalance.io.CrsNames;
import org.edubalance.io.ReadOptions;
import org.edubalance.io.TableStyle;
import org.edubalance.io.WebMapDatum;
import org.edubalance.io.table.TableOptions.Decimal;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;

/**
 * What a user says of a file that it does not say itself; null or blank for what the reader finds out.
 *
 * @param crs the coordinate system, {@code EPSG:4547}
 * @param coordinates {@code gcj02} or {@code bd09} for coordinates of Chinese web maps
 * @param encoding of texts
 * @param decimal {@code point} or {@code comma}
 */
record Reading(String crs, String coordinates, String encoding, String decimal) {

    /** @throws Refusal naming what of it is nothing that there is */
    ReadOptions options(String name, String sheet, long maxFeatures) {
        ReadOptions options = ReadOptions.named(name)
                .withLayer(sheet)
                .withLimits(maxFeatures, Long.MAX_VALUE)
                .withTables(new TableStyle(false, mark(), charset()));
        if (!isNone(crs)) {
            options = options.withCrs(system());
        }
        return isNone(coordinates) ? options : options.withDatum(WebMapDatum.of("coordinates", coordinates));
    }

    private static boolean isNone(String text) {
        return text == null || text.isBlank();
    }

    private CoordinateReferenceSystem system() {
        try {
            return CrsNames.decode(crs);
        } catch (Refusal e) {
            throw e.about("crs");
        }
    }

    private Decimal mark() {
        if (isNone(decimal)) {
            return null;
        }
        return switch (decimal) {
            case "point" -> Decimal.POINT;
            case "comma" -> Decimal.COMMA;
            default -> throw Refusal.of("upload.decimal", "got", decimal).about("decimal");
        };
    }

    private Charset charset() {
        try {
            return isNone(encoding) ? null : Charset.forName(encoding.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw Refusal.because(e, "upload.encoding", "got", encoding).about("encoding");
        }
    }
}
