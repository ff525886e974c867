package org.edubalance.io;

import java.sql.Connection;
import java.sql.SQLException;
import org.edubalance.io.postgis.PostgisAddress;
import org.edubalance.io.postgis.PostgisTable;
import org.edubalance.messages.Refusal;
import org.geotools.data.simple.SimpleFeatureCollection;

/** A table of a PostGIS database that features are written to, all of them or none. */
public final class PostgisTarget {

    private final PostgisAddress address;
    private final boolean overwrite;

    /**
     * Looks whether the table can be made.
     *
     * @param overwrite true to replace one that is there
     * @throws Refusal if the database cannot be reached, the address names a query, or there is such a table
     */
    public PostgisTarget(PostgisAddress address, boolean overwrite) {
        this.address = address;
        this.overwrite = overwrite;
        if (address.table() == null) {
            throw Refusal.of("format.postgis.target");
        }
        try (Connection connection = address.connect()) {
            checkTable(connection);
        } catch (SQLException e) {
            throw address.failed(e);
        }
    }

    private void checkTable(Connection connection) throws SQLException {
        if (!overwrite && PostgisTable.exists(connection, address.quotedTable())) {
            throw Refusal.of("format.postgis.there", "table", address.quotedTable());
        }
    }

    /**
     * Writes the table in one transaction.
     *
     * @throws Refusal if the database does not take it; then everything is as it was
     */
    public void write(SimpleFeatureCollection features) {
        try (Connection connection = address.connect()) {
            connection.setAutoCommit(false);
            checkTable(connection);
            PostgisTable.replace(connection, address.quotedTable(), features);
            connection.commit();
        } catch (SQLException e) {
            throw address.failed(e);
        }
    }
}
