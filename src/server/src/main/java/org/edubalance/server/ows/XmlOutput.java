package org.edubalance.server.ows;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 for XML writers, with a replacement for the characters that no XML document may hold and that the writers
 * themselves let pass. A client's value in a message may bring some.
 */
public final class XmlOutput extends FilterWriter {

    private static final char REPLACEMENT = '\uFFFD';

    public XmlOutput(OutputStream out) {
        // half a surrogate pair becomes a question mark there
        super(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    private static boolean isLegal(char c) {
        return c >= 0x20 && c < 0xFFFE || c == '\t' || c == '\n' || c == '\r';
    }

    @Override
    public void write(int c) throws IOException {
        out.write(isLegal((char) c) ? c : REPLACEMENT);
    }

    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
        int end = offset + length;
        int from = offset;
        for (int i = offset; i < end; i++) {
            if (!isLegal(chars[i])) {
                out.write(chars, from, i - from);
                out.write(REPLACEMENT);
                from = i + 1;
            }
        }
        out.write(chars, from, end - from);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        char[] chars = new char[length];
        text.getChars(offset, offset + length, chars, 0);
        write(chars, 0, length);
    }
}
