package org.edubalance.server.ows;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
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

    private static boolean isLegal(int c) {
        return c >= 0x20 && c < 0xFFFE || c == '\t' || c == '\n' || c == '\r';
    }

    @Override
    public void write(int c) throws IOException {
        out.write(isLegal((char) c) ? c : REPLACEMENT);
    }

    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
        write(out, new String(chars, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        write(out, text.substring(offset, offset + length));
    }

    private static void write(Writer out, String text) throws IOException {
        if (text.chars().allMatch(XmlOutput::isLegal)) {
            out.write(text);
        } else {
            for (int i = 0; i < text.length(); i++) {
                out.write(isLegal(text.charAt(i)) ? text.charAt(i) : REPLACEMENT);
            }
        }
    }
}
