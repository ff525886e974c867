package org.edubalance.cli;

import java.io.Console;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.edubalance.cli.publish.GeoServerRest;
import org.edubalance.cli.publish.Postgis;
import org.edubalance.cli.publish.Publication;
import org.edubalance.cli.publish.Publisher;
import org.edubalance.messages.Message;
import org.edubalance.server.layers.Catalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes layers and styles on a GeoServer. */
@Command(name = "publish", mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--geoserver", required = true, paramLabel = "URL")
    private URI geoserver;

    @Option(names = "--user", paramLabel = "NAME", defaultValue = "admin")
    private String user;

    @Option(names = "--password-env", paramLabel = "VARIABLE")
    private String passwordVariable;

    @Option(names = "--data", paramLabel = "DIR")
    private Path data;

    @Option(names = "--postgis", paramLabel = "HOST[:PORT]/DATABASE")
    private String postgis;

    @Option(names = "--postgis-user", paramLabel = "NAME")
    private String postgisUser;

    @Option(names = "--postgis-password-env", paramLabel = "VARIABLE")
    private String postgisPasswordVariable;

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Option(names = "--remove")
    private boolean remove;

    @Override
    public Integer call() {
        QuietLogs.installButWarnings();
        if (data != null && !Files.isDirectory(data)) {
            throw UsageRefusal.about("--data", "cli.data", "got", data.toString());
        }
        boolean web = "http".equals(geoserver.getScheme()) || "https".equals(geoserver.getScheme());
        if (!web || geoserver.getHost() == null || geoserver.getPort() > 65535) {
            throw UsageRefusal.about(
                    "--geoserver",
                    "cli.value",
                    "accepted",
                    Message.of("cli.accepted.address"),
                    "got",
                    geoserver.toString());
        }
        if (postgis != null && postgisUser == null) {
            throw UsageRefusal.about("--postgis", "publish.postgis.user").missing();
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

    private static String password(String variable, String option, String of) {
        if (variable != null) {
            String password = System.getenv(variable);
            if (password == null || password.isEmpty()) {
                throw UsageRefusal.about(option, "publish.password.unset", "variable", variable);
            }
            return password;
        }
        Console console = System.console();
        char[] typed =
                console == null ? null : console.readPassword("%s ", Message.of("publish.password.prompt", "user", of));
        if (typed == null || typed.length == 0) {
            throw UsageRefusal.about(option, "publish.password.missing", "user", of)
                    .missing();
        }
        return new String(typed);
    }
}
