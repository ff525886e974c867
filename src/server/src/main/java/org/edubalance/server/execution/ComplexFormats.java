package org.edubalance.server.execution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.edubalance.io.Format;
import org.edubalance.messages.Refusal;
import org.edubalance.process.features.SingleEvaluation;
import org.edubalance.server.paint.FunctionCheck;
import org.edubalance.server.paint.FunctionPolicy;
import org.geotools.api.filter.Filter;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.process.vector.AggregateProcess;
import org.geotools.process.vector.FeatureClassStats;

/** The formats of each class of complex values; the first one of a list is the default. */
public final class ComplexFormats {

    /** What WPS clients know of; the other formats are those of files that lie about. */
    private static final Set<Format> OVER_WPS = Set.of(
            Format.GEOJSON, Format.CSV, Format.WKT, Format.GEOPACKAGE, Format.GEOTIFF, Format.ARCGRID, Format.PNG);

    /** A GeoPackage is a database, and opening a stranger's is a risk that GeoJSON and CSV do not bring. */
    private static final Set<Format> NOT_FROM_CLIENTS = Set.of(Format.GEOPACKAGE);

    private static final Set<String> FILTER_TYPES =
            Set.of("text/plain;subtype=cql", "text/plain;subtype=ecql", "application/ecql", "text/plain");

    private static final ComplexFormat FILTER = new ComplexFormat(
            "text/plain; subtype=cql",
            mimeType -> FILTER_TYPES.contains(mimeType.replace(" ", "").toLowerCase(Locale.ROOT)),
            false,
            ".txt",
            (in, options) -> readFilter(in),
            null);

    private ComplexFormats() {}

    /** The formats in which an input of this class is read; empty where there is none. */
    public static List<ComplexFormat> ofInput(Class<?> type) {
        if (Filter.class.isAssignableFrom(type)) {
            return List.of(FILTER);
        }
        return Format.reading(type).stream()
                .filter(format -> OVER_WPS.contains(format) && !NOT_FROM_CLIENTS.contains(format))
                .map(format -> of(format, type))
                .toList();
    }

    /** The formats in which an output of this class is written; empty where there is none. */
    public static List<ComplexFormat> ofOutput(Class<?> type) {
        Class<?> written = isTable(type) ? SimpleFeatureCollection.class : type;
        return Format.writing(written).stream()
                .filter(OVER_WPS::contains)
                .map(format -> of(format, written))
                .toList();
    }

    private static ComplexFormat of(Format format, Class<?> type) {
        return new ComplexFormat(
                format.mimeType(),
                mimeType -> Format.ofMimeType(mimeType).filter(format::equals).isPresent(),
                !format.isText(),
                format.ending(),
                (in, options) -> format.read(type, in, options),
                format::write);
    }

    /** GeoTools' own result classes that are tables. */
    private static boolean isTable(Class<?> type) {
        return type == AggregateProcess.Results.class || type == FeatureClassStats.Results.class;
    }

    /** A result as the writers take it. */
    static Object writable(Object value) {
        if (value instanceof AggregateProcess.Results results) {
            return ResultTables.rows(results);
        }
        return value instanceof FeatureClassStats.Results results ? ResultTables.rows(results) : value;
    }

    /**
     * The format of the given name.
     *
     * @param mimeType what the request says; null means the default
     * @param parameter the input or output, for the message
     */
    public static ComplexFormat choose(List<ComplexFormat> formats, String mimeType, String parameter) {
        if (mimeType == null || mimeType.isBlank()) {
            return formats.get(0);
        }
        return formats.stream()
                .filter(format -> format.matches().test(mimeType))
                .findFirst()
                .orElseThrow(() -> Refusal.of(
                                "wps.mime-type",
                                "accepted",
                                formats.stream().map(ComplexFormat::mimeType).toList(),
                                "got",
                                mimeType)
                        .about(parameter));
    }

    private static Filter readFilter(InputStream in) throws IOException {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        try {
            Filter filter = ECQL.toFilter(text, SingleEvaluation.FILTERS);
            filter.accept(new FunctionCheck(FunctionPolicy.REQUEST), null);
            return filter;
        } catch (Refusal e) {
            throw e;
        } catch (StackOverflowError e) {
            throw Refusal.because(e, "wps.filter.deep");
        } catch (CQLException | RuntimeException | Error e) {
            // an Error where an escape is broken
            throw Refusal.because(e, "wps.filter", "got", text.strip());
        }
    }
}
