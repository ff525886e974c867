package org.edubalance.cli.publish;

import java.io.Console;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.edubalance.server.layers.Catalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Publishes layers and styles on a GeoServer. */
@Command(
        name = "publish",
        description = "Publish the layers and styles on a GeoServer, through its REST API. What is there already and "
                + "equal is left, so running it twice changes nothing.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class PublishCommand implements Callable<Integer> {

    private static final String WORKSPACE = "edu";
    private static final String NAMESPACE = "https://edubalance.org/edu";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--geoserver",
            required = true,
            paramLabel = "URL",
            description = "The GeoServer, for example http://localhost:8080/geoserver.")
    private URI geoserver;

    @Option(names = "--user", paramLabel = "NAME", defaultValue = "admin", description = "An administrator.")
    private String user;

    @Option(
            names = "--password-env",
            paramLabel = "VARIABLE",
            description = "Environment variable that holds the password. Without it the password is asked for; it is "
                    + "never taken from the command line, where other users of the machine could read it.")
    private String passwordVariable;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Directory with the layers: GeoJSON, GeoPackage or CSV files. Default: the sample data.")
    private Path data;

    @Option(
            names = "--postgis",
            paramLabel = "HOST[:PORT]/DATABASE",
            description = "Load the layers into this PostGIS database, which GeoServer reaches under the same name. "
                    + "Default: upload a GeoPackage each.")
    private String postgis;

    @Option(names = "--postgis-user", paramLabel = "NAME", description = "The database's user.")
    private String postgisUser;

    @Option(
            names = "--postgis-password-env",
            paramLabel = "VARIABLE",
            description = "Environment variable that holds the database's password.")
    private String postgisPasswordVariable;

    @Option(names = "--dry-run", description = "Only say what would be made, changed and left.")
    private boolean dryRun;

    @Option(names = "--remove", description = "Remove what publish made.")
    private boolean remove;

    @Override
    public Integer call() {
        if (data != null && !Files.isDirectory(data)) {
            throw new ParameterException(spec.commandLine(), "--data must be a directory, got '" + data + "'");
        }
        boolean web = "http".equals(geoserver.getScheme()) || "https".equals(geoserver.getScheme());
        if (!web || geoserver.getHost() == null || geoserver.getPort() > 65535) {
            throw new ParameterException(
                    spec.commandLine(), "--geoserver must be an http or https address, got '" + geoserver + "'");
        }
        if (postgis != null && postgisUser == null) {
            throw new ParameterException(spec.commandLine(), "--postgis needs --postgis-user");
        }
        GeoServerRest rest = new GeoServerRest(geoserver, user, password(passwordVariable, "--password-env", user));
        Optional<Postgis> database = postgis == null
                ? Optional.empty()
                : Optional.of(new Postgis(
                        postgis,
                        postgisUser,
                        password(postgisPasswordVariable, "--postgis-password-env", postgisUser)));
        Publication publication = Publication.of(new Catalogue(data));
        Publisher publisher =
                new Publisher(rest, publication, database, spec.commandLine().getOut(), dryRun);
        if (remove) {
            publisher.remove();
        } else {
            publisher.publish();
        }
        return 0;
    }

    private String password(String variable, String option, String of) {
        if (variable != null) {
            String password = System.getenv(variable);
            if (password == null || password.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), option + ": the environment variable " + variable + " is not set");
            }
            return password;
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Password of %s: ", of);
        if (typed == null || typed.length == 0) {
            throw new ParameterException(
                    spec.commandLine(), "no password for " + of + ": give " + option + ", or type it at the prompt");
        }
        return new String(typed);
    }
}
