/**
 * Tables as people keep them, from any source of rows: finds the header, understands numbers as they are written, leaves
 * total rows out, and says all that it did. Knows no file format and no geometry; {@link
 * org.edubalance.io.table.ReadingNotes} go with the features that a table becomes.
 */
package org.edubalance.io.table;
