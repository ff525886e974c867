/**
 * Tables as people keep them, from any source of rows: finds the header, understands numbers as they are written, leaves
 * total rows out, and says all that it did. Knows no file format and no geometry; {@link
 * org.edubalance.io.table.ReadingNotes} go with the features that a table becomes.
 *
 * <p>{@code TableReader} takes the rows. The first of them go to {@code HeaderSearch} ({@code HeaderRows} where names take
 * several rows); of the others most pass at once, and the rest are looked at by {@code HeaderAgain}, {@code Footnotes}, {@code
 * LoneRows} and {@code Totals}. What stays is kept in a {@code RawColumn} each, of which {@code Typing} makes a {@code Column} of
 * one type, with {@code Units}, {@code MissingMarks}, {@code Dittos} and {@code WrittenNumber}. {@code Vocabulary} says what the
 * columns are, {@code TypedColumns} does the same for formats that have types of their own.
 */
package org.edubalance.io.table;
