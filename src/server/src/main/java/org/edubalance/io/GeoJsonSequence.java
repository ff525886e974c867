package org.edubalance.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.CharConversionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.edubalance.messages.Refusal;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * Sequences of GeoJSON features: one a line, or each behind a record separator (RFC 8142). There is no room for a CRS: it
 * is WGS 84, longitude first.
 */
final class GeoJsonSequence {

    private static final int RECORD_SEPARATOR = 0x1E;

    private GeoJsonSequence() {}

    /**
     * Reads features and geometries. The stream stays open.
     *
     * @throws Refusal if one is no GeoJSON, naming line and column, or there are too many
     */
    static SimpleFeatureCollection read(InputStream in, ReadOptions options) throws IOException {
        try (JsonParser parser = Json.FACTORY.createParser(new Separated(in))) {
            return new GeoJsonFeatureReader(parser, options).readSequence();
        } catch (JsonProcessingException e) {
            throw Json.refusal(e);
        } catch (CharConversionException e) {
            throw Refusal.because(e, "format.json.encoding");
        }
    }

    /** Writes features on WGS 84, one a line, with every attribute. The stream is flushed and stays open. */
    static void write(SimpleFeatureCollection features, OutputStream out) throws IOException {
        try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
            new GeoJsonFeatureWriter(json, GeoJson.Nulls.WRITE).writeSequence(features);
        }
    }

    /** A stream with blanks for record separators, which no text of JSON has in it. */
    private static final class Separated extends FilterInputStream {

        Separated(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            return read == RECORD_SEPARATOR ? ' ' : read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            for (int i = from; i < from + read; i++) {
                if (bytes[i] == RECORD_SEPARATOR) {
                    bytes[i] = ' ';
                }
            }
            return read;
        }
    }
}
