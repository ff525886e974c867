package org.edubalance.io;

import java.nio.charset.Charset;
import org.edubalance.io.table.TableOptions.Decimal;

/**
 * How tables such as CSV texts and sheets are to be understood.
 *
 * @param strict true to read them as they stand, in UTF-8, and refuse what is no number, name or place
 * @param decimal the decimal mark; null to find it out
 * @param encoding the encoding of texts; null to find it out
 */
public record TableStyle(boolean strict, Decimal decimal, Charset encoding) {

    /** What people write is understood, and said so. */
    public static final TableStyle CLEANED = new TableStyle(false, null, null);

    /** Nothing is changed. */
    public static final TableStyle STRICT = new TableStyle(true, null, null);
}
