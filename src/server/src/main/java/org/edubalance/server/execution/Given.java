package org.edubalance.server.execution;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** What a request gives for an input, in no protocol's words and not read yet. */
public sealed interface Given {

    /** A literal as text. */
    record Literal(String text) implements Given {}

    /**
     * A bounding box.
     *
     * @param lower its lower corner
     * @param upper its upper corner
     * @param crs the name of its CRS, null where none is named
     */
    record Box(List<Double> lower, List<Double> upper, String crs) implements Given {}

    /**
     * A complex value inside a request.
     *
     * @param mimeType its format, null means the default
     * @param encoding {@code base64} or a character set, or null
     */
    record Complex(String mimeType, String encoding, Content content) implements Given {}

    /**
     * A complex value elsewhere.
     *
     * @param mimeType what comes back, null where the answer says it
     * @param encoding as for {@link Complex}
     * @param post true where something is to be posted
     * @param body what is to be posted, null where there is none
     * @param headers to be sent
     */
    record Reference(String href, String mimeType, String encoding, boolean post, byte[] body, List<Header> headers)
            implements Given {}

    /** A header of a request that a reference makes. */
    record Header(String key, String value) {}

    /** Bytes inside a larger array, which is not copied. */
    record Content(byte[] array, int offset, int length) {

        public static Content of(byte[] bytes) {
            return new Content(bytes, 0, bytes.length);
        }

        InputStream stream() {
            return new ByteArrayInputStream(array, offset, length);
        }

        byte[] bytes() {
            return offset == 0 && length == array.length ? array : Arrays.copyOfRange(array, offset, offset + length);
        }
    }

    /** An input of a request: one of its values, where it has several. */
    record Input(String name, Given value) {}
}
