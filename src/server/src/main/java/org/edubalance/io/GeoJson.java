package org.edubalance.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import org.edubalance.io.shapefile.Gb18030Letters;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.locationtech.jts.geom.Geometry;

/**
 * GeoJSON (RFC 7946). Coordinates are longitude and latitude on WGS 84, unless a {@code crs} member says otherwise, as
 * GeoJSON of 2008 allowed and GeoServer and GDAL still write it.
 *
 * <p>The attributes' types come from all features: Integer, Long or Double for numbers, Boolean, else String. A property
 * that is null, NaN or left out is null; an array or object as a value is kept as its JSON text.
 */
public final class GeoJson {

    /** What becomes of an attribute without a value. */
    public enum Nulls {
        /** {@code "pupils":null}: every feature shows every attribute. */
        WRITE,
        /** No such property. For requests to GeoServer's WPS, which reads {@code null} of a number as 0. */
        OMIT
    }

    private static final Charset GB18030 = Charset.forName("GB18030");

    private static final int LETTERS_LOOKED_AT = 1 << 20;

    private GeoJson() {}

    /** Reads a FeatureCollection, a single Feature, or a geometry as one feature. */
    public static SimpleFeatureCollection read(InputStream in, String typeName) throws IOException {
        return read(in, ReadOptions.named(typeName));
    }

    /**
     * Reads a FeatureCollection, a single Feature, or a geometry as one feature. The stream stays open.
     *
     * @throws Refusal if it is no GeoJSON, naming line and column, or beyond a limit
     */
    public static SimpleFeatureCollection read(InputStream in, ReadOptions options) throws IOException {
        try (JsonParser parser = Json.FACTORY.createParser(in)) {
            return new GeoJsonFeatureReader(parser, options).read();
        } catch (JsonProcessingException e) {
            throw Json.refusal(e);
        } catch (CharConversionException e) {
            // Jackson's reader of UTF-32, which is what four bytes at the beginning can look like
            throw Refusal.because(e, "format.json.encoding");
        }
    }

    /**
     * Reads a file; where it is no UTF-8 it is read as GB18030, which is said.
     *
     * @throws Refusal as {@link #read(InputStream, ReadOptions)}
     */
    static SimpleFeatureCollection read(Path file, ReadOptions options) throws IOException {
        try (InputStream in = opened(file, options)) {
            return read(in, options);
        } catch (Refusal e) {
            if (!Json.isNoUtf8(e.getCause())) {
                throw e;
            }
        }
        checkLetters(file);
        try (Reader text = new InputStreamReader(
                        opened(file, options), GB18030.newDecoder().onMalformedInput(CodingErrorAction.REPORT));
                JsonParser parser = Json.FACTORY.createParser(text)) {
            options.say(Message.of("format.json.gb18030"));
            return new GeoJsonFeatureReader(parser, options).read();
        } catch (JsonProcessingException e) {
            throw Json.refusal(e);
        } catch (CharacterCodingException e) {
            throw Refusal.because(e, "format.json.encoding");
        }
    }

    /** Refuses what can be read as GB18030 and is hardly meant so. */
    private static void checkLetters(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (Gb18030Letters.of(in.readNBytes(LETTERS_LOOKED_AT)).areUnlikely()) {
                throw Refusal.of("format.json.encoding");
            }
        }
    }

    private static InputStream opened(Path file, ReadOptions options) throws IOException {
        return new BufferedInputStream(options.progress().through(Files.newInputStream(file), Files.size(file)));
    }

    /**
     * Reads one geometry object; also that of a Feature, or of a collection of one feature.
     *
     * @throws Refusal if it is no GeoJSON, or has no geometry or several
     */
    public static Geometry readGeometry(InputStream in) throws IOException {
        SimpleFeatureCollection features =
                read(in, ReadOptions.named("geometry").withLimits(1, Long.MAX_VALUE));
        Geometry geometry = features.isEmpty()
                ? null
                : (Geometry) features.features().next().getDefaultGeometry();
        if (geometry == null) {
            throw Refusal.of("format.geojson.geometry");
        }
        return geometry;
    }

    /** Writes features with every attribute, null or not. */
    public static void write(SimpleFeatureCollection features, OutputStream out) throws IOException {
        write(features, out, Nulls.WRITE);
    }

    /**
     * Writes a FeatureCollection in UTF-8. Features on WGS 84 are written as RFC 7946 says; those of another CRS keep
     * their coordinates, x first, and a {@code crs} member names its EPSG code; those of a CRS without a code are
     * transformed to WGS 84. NaN and infinite numbers become null. Where attributes have titles a member {@code columns}
     * tells them and their units in both languages. The stream is flushed and stays open.
     */
    public static void write(SimpleFeatureCollection features, OutputStream out, Nulls nulls) throws IOException {
        try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
            new GeoJsonFeatureWriter(json, nulls).write(features);
        }
    }

    /** Writes a geometry object, with coordinates as they are. */
    public static void writeGeometry(Geometry geometry, OutputStream out) throws IOException {
        try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
            CoordinateReferenceSystem crs = geometry.getUserData() instanceof CoordinateReferenceSystem c ? c : null;
            GeoJsonGeometries.write(geometry, json, Decimals.of(crs));
        }
    }
}
