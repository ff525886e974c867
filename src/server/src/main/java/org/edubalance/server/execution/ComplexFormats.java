package org.edubalance.server.execution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /**
     * What clients may send. Not among them are GeoPackages, which are databases: opening a stranger's is a risk that the
     * others do not bring.
     */
    private static final Set<Format> IN = Set.of(
            Format.GEOJSON,
            Format.CSV,
            Format.XLSX,
            Format.XLS,
            Format.WKT,
            Format.SHAPEFILE,
            Format.KML,
            Format.FLATGEOBUF,
            Format.GEOTIFF,
            Format.ARCGRID);

    /** What clients know of; the other formats are those of files that lie about. */
    private static final Set<Format> OUT = Set.of(
            Format.GEOJSON, Format.CSV, Format.WKT, Format.GEOPACKAGE, Format.GEOTIFF, Format.ARCGRID, Format.PNG);

    private static final String KMZ = "application/vnd.google-earth.kmz";

    private static final Pattern LAYER = Pattern.compile("(?i);\\s*layer=(?:\"([^\"]*)\"|([^\\s;\"]+))");

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
        List<ComplexFormat> formats = new ArrayList<>();
        for (Format format : Format.reading(type)) {
            if (IN.contains(format)) {
                formats.add(of(format, type));
            }
            if (format == Format.KML) {
                formats.add(kmz(type));
            }
        }
        return formats;
    }

    /** The formats in which an output of this class is written; empty where there is none. */
    public static List<ComplexFormat> ofOutput(Class<?> type) {
        Class<?> written = isTable(type) ? SimpleFeatureCollection.class : type;
        return Format.writing(written).stream()
                .filter(OUT::contains)
                .map(format -> of(format, written))
                .toList();
    }

    private static ComplexFormat of(Format format, Class<?> type) {
        return new ComplexFormat(
                format.mimeType(),
                mimeType -> Format.ofMimeType(mimeType).filter(format::equals).isPresent() && !isKmz(mimeType),
                !format.isText(),
                format.ending(),
                (in, options) -> format.read(type, in, options),
                format::write);
    }

    /** KML in a zip, which is no text, unlike KML by itself. */
    private static ComplexFormat kmz(Class<?> type) {
        return new ComplexFormat(
                KMZ, ComplexFormats::isKmz, true, ".kmz", (in, options) -> Format.KML.read(type, in, options), null);
    }

    private static boolean isKmz(String mimeType) {
        return mimeType.split(";", 2)[0].strip().equalsIgnoreCase(KMZ);
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

    /** The layer or sheet that a media type names by its parameter {@code layer}; null where it names none. */
    static String layer(String mimeType) {
        Matcher layer = LAYER.matcher(mimeType == null ? "" : mimeType);
        return !layer.find() ? null : layer.group(1) != null ? layer.group(1) : layer.group(2);
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
