package org.edubalance.cli.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.io.postgis.PostgisAddress;
import org.edubalance.io.postgis.PostgisTable;
import org.edubalance.messages.Refusal;
import org.geotools.data.simple.SimpleFeatureCollection;

/**
 * A PostGIS database that layers are loaded into, a table each in schema {@code public}. A table's comment keeps the
 * digest of its data; a table without such a comment is somebody else's and is never touched.
 */
public final class Postgis {

    /** The store's name in GeoServer. */
    static final String STORE = "postgis";

    private static final String SCHEMA = "public";
    private static final String DIGEST_LABEL = "gs-edubalance sha256 ";
    private static final Pattern PLACE = Pattern.compile("([\\w.-]+)(?::(\\d{1,5}))?/([\\w.-]+)");

    private final String host;
    private final int port;
    private final String database;
    private final String user;
    private final String password;

    /**
     * @param place {@code host[:port]/database}, as GeoServer sees it too
     * @throws Refusal if the place is not of that form
     */
    public Postgis(String place, String user, String password) {
        Matcher matcher = PLACE.matcher(place);
        if (!matcher.matches()) {
            throw Refusal.of("publish.postgis.place", "got", place).about("--postgis");
        }
        this.host = matcher.group(1);
        this.port = matcher.group(2) == null ? 5432 : Integer.parseInt(matcher.group(2));
        this.database = matcher.group(3);
        this.user = user;
        this.password = password;
    }

    /** The store's definition for GeoServer. */
    ObjectNode store(JsonNodeFactory json) {
        ObjectNode body = json.objectNode();
        ObjectNode store = body.putObject("dataStore").put("name", STORE);
        ArrayNode entries = store.putObject("connectionParameters").putArray("entry");
        List<String[]> parameters = List.of(
                new String[] {"dbtype", "postgis"},
                new String[] {"host", host},
                new String[] {"port", Integer.toString(port)},
                new String[] {"database", database},
                new String[] {"schema", SCHEMA},
                new String[] {"user", user},
                new String[] {"passwd", password},
                new String[] {"Expose primary keys", "false"},
                new String[] {"validate connections", "true"});
        for (String[] parameter : parameters) {
            entries.addObject().put("@key", parameter[0]).put("$", parameter[1]);
        }
        return body;
    }

    /** True if a store, as GeoServer gives it, is of this database and on; its password can't be compared, GeoServer keeps it to itself. */
    boolean isStore(JsonNode store) {
        Map<String, String> there = new HashMap<>();
        for (JsonNode entry : store.path("connectionParameters").path("entry")) {
            there.put(entry.path("@key").asText(), entry.path("$").asText());
        }
        return store.path("enabled").asBoolean(true)
                && host.equals(there.get("host"))
                && Integer.toString(port).equals(there.get("port"))
                && database.equals(there.get("database"))
                && SCHEMA.equals(there.get("schema"));
    }

    /** The digest of a table that was loaded here before, empty where there is no such table. */
    Optional<String> digest(String table) {
        return run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT obj_description(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                            + " WHERE n.nspname = ? AND c.relname = ?")) {
                query.setString(1, SCHEMA);
                query.setString(2, table);
                try (ResultSet result = query.executeQuery()) {
                    if (!result.next()) {
                        return Optional.empty();
                    }
                    String comment = result.getString(1);
                    if (comment == null || !comment.startsWith(DIGEST_LABEL)) {
                        throw Refusal.of("publish.postgis.table", "name", table);
                    }
                    return Optional.of(comment.substring(DIGEST_LABEL.length()));
                }
            }
        });
    }

    /** Makes the table anew with the features, in one transaction. */
    void load(String table, SimpleFeatureCollection features, String digest) {
        run(connection -> {
            connection.setAutoCommit(false);
            PostgisTable.replace(connection, table(table), features);
            try (Statement statement = connection.createStatement()) {
                statement.execute("COMMENT ON TABLE " + table(table) + " IS '" + DIGEST_LABEL + digest + "'");
            }
            connection.commit();
            return null;
        });
    }

    void drop(String table) {
        run(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE " + table(table));
            }
            return null;
        });
    }

    private static String table(String name) {
        return PostgisAddress.quoted(SCHEMA) + "." + PostgisAddress.quoted(name);
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T run(Work<T> work) {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        try (Connection connection =
                DriverManager.getConnection("jdbc:postgresql://" + host + ":" + port + "/" + database, login)) {
            return work.on(connection);
        } catch (SQLException e) {
            throw Refusal.because(
                    e,
                    "publish.postgis.failed",
                    "database",
                    host + ":" + port + "/" + database,
                    "reason",
                    String.valueOf(e.getMessage()));
        }
    }
}
