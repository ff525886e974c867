package org.edubalance.io.postgis;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.edubalance.messages.Refusal;

/**
 * A table of a PostGIS database, or a query: {@code postgresql://[user@]host[:port]/database?table=[schema.]table} or
 * {@code ?sql=SELECT …}. The password is never part of it: it comes from the environment variable {@code PGPASSWORD}, or
 * from a file as PostgreSQL's own programs keep it ({@code ~/.pgpass}, or what {@code PGPASSFILE} names).
 *
 * @param user {@code PGUSER}'s, else the system's own, where the address names none
 * @param table its parts, schema and name or the name alone; null where a query is given
 * @param sql the query; null where a table is given
 * @param sslMode as PostgreSQL names it; null for the driver's default
 */
public record PostgisAddress(
        String host, int port, String database, String user, List<String> table, String sql, String sslMode) {

    private static final List<String> SCHEMES = List.of("postgresql://", "postgres://");
    private static final int PORT = 5432;

    /** True for texts that are meant to be such addresses. */
    public static boolean isMeant(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return SCHEMES.stream().anyMatch(lower::startsWith);
    }

    /**
     * The address that a text is. What is behind {@code sql=} needs no escaping but of {@code %} and {@code &}.
     *
     * @throws Refusal if it is none, has a password in it, or names not just one table or query
     */
    public static PostgisAddress of(String text) {
        int question = text.indexOf('?');
        String place = question < 0 ? text : text.substring(0, question);
        Map<String, String> parameters = question < 0 ? Map.of() : parameters(text.substring(question + 1), text);
        URI uri;
        try {
            uri = new URI(place);
        } catch (URISyntaxException e) {
            throw Refusal.because(e, "format.postgis.address", "got", withoutPassword(place));
        }
        String user = uri.getUserInfo();
        if (user != null && user.contains(":")) {
            throw Refusal.of("format.postgis.password");
        }
        String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
        String table = parameters.get("table");
        String sql = parameters.get("sql");
        if (uri.getHost() == null || path.isEmpty() || path.contains("/") || uri.getPort() > 65535) {
            throw Refusal.of("format.postgis.address", "got", withoutPassword(place));
        }
        if ((table == null || table.isBlank()) == (sql == null || sql.isBlank())) {
            throw Refusal.of("format.postgis.one");
        }
        return new PostgisAddress(
                uri.getHost(),
                uri.getPort() < 0 ? PORT : uri.getPort(),
                path,
                user == null ? defaultUser() : user,
                table == null ? null : parts(table),
                sql,
                parameters.get("sslmode"));
    }

    private static String withoutPassword(String place) {
        return place.replaceAll(":[^/@]*@", ":…@");
    }

    private static String defaultUser() {
        String user = System.getenv("PGUSER");
        return user == null || user.isBlank() ? System.getProperty("user.name") : user;
    }

    private static Map<String, String> parameters(String query, String whole) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : query.split("&")) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            if (!List.of("table", "sql", "sslmode").contains(name) || equals < 0) {
                throw name.equals("password")
                        ? Refusal.of("format.postgis.password")
                        : Refusal.of("format.postgis.parameter", "got", name);
            }
            parameters.put(name, decoded(parameter.substring(equals + 1), name));
        }
        return parameters;
    }

    private static String decoded(String value, String name) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.because(e, "format.postgis.escape", "parameter", name);
        }
    }

    /** Schema and table, either of which may be quoted as in SQL. */
    private static List<String> parts(String table) {
        String rest = table.strip();
        String first = first(rest);
        if (first == null) {
            throw Refusal.of("format.postgis.table", "got", table);
        }
        String behind = rest.substring(first.length());
        if (behind.isEmpty()) {
            return List.of(unquoted(first));
        }
        String second = behind.startsWith(".") ? first(behind.substring(1)) : null;
        if (second == null || second.length() + 1 < behind.length()) {
            throw Refusal.of("format.postgis.table", "got", table);
        }
        return List.of(unquoted(first), unquoted(second));
    }

    private static String first(String text) {
        if (text.startsWith("\"")) {
            int end = 1;
            while (end < text.length() && (text.charAt(end) != '"' || text.startsWith("\"\"", end))) {
                end += text.startsWith("\"\"", end) ? 2 : 1;
            }
            return end < text.length() && end > 1 ? text.substring(0, end + 1) : null;
        }
        int dot = text.indexOf('.');
        String name = dot < 0 ? text : text.substring(0, dot);
        return name.isEmpty() || name.indexOf('"') >= 0 ? null : name;
    }

    private static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }

    /** The name of the table alone; of a query {@code query}. */
    public String name() {
        return table == null ? "query" : table.get(table.size() - 1);
    }

    /** The table as SQL writes it. */
    public String quotedTable() {
        return String.join(".", table.stream().map(PostgisAddress::quoted).toList());
    }

    /** An identifier as SQL writes it. */
    public static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** The database without user and table, for messages. */
    public String place() {
        return host + ":" + port + "/" + database;
    }

    /**
     * Opens a connection.
     *
     * @throws Refusal if the database cannot be reached, or lets the user not in
     */
    public Connection connect() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("ApplicationName", "gs-edubalance");
        properties.setProperty("connectTimeout", "20");
        String password = System.getenv("PGPASSWORD");
        if (password != null && !password.isEmpty()) {
            properties.setProperty("password", password);
        }
        if (sslMode != null) {
            properties.setProperty("sslmode", sslMode);
        }
        try {
            String bracketed = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
            return DriverManager.getConnection(
                    "jdbc:postgresql://" + bracketed + ":" + port + "/" + database, properties);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** A refusal for what the database says. */
    public Refusal failed(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        // 28: not let in; 08004 is what the driver says where it has no password
        if (state.startsWith("28") || state.equals("08004")) {
            return Refusal.because(e, "format.postgis.login", "user", user, "database", place());
        }
        // a transaction that only reads refuses to write
        String key = state.equals("25006") ? "format.postgis.writes" : "format.postgis.failed";
        return Refusal.because(e, key, "database", place(), "reason", String.valueOf(e.getMessage()));
    }
}
