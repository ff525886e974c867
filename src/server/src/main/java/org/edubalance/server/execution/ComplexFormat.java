package org.edubalance.server.execution;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Predicate;
import org.edubalance.io.ReadOptions;

/**
 * A media type in which complex values of one class come in or go out.
 *
 * @param mimeType as descriptions name it
 * @param matches tells whether a request that names a media type means this one
 * @param binary true where a document carries it as base64
 * @param ending of a file that holds it, with its dot
 * @param reader null where it is for output only
 * @param writer null where it is for input only
 */
public record ComplexFormat(
        String mimeType, Predicate<String> matches, boolean binary, String ending, Reader reader, Writer writer) {

    /** Reads a value from a stream that the caller closes. */
    @FunctionalInterface
    public interface Reader {
        Object read(InputStream in, ReadOptions options) throws IOException;
    }

    /** Writes a value to a stream that the caller closes. */
    @FunctionalInterface
    public interface Writer {
        void write(Object value, OutputStream out) throws IOException;
    }
}
