package org.edubalance.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.edubalance.server.ServerApplication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the server and leaves it running. */
@Command(
        name = "serve",
        description = "Serve WPS, WMS and the map viewer.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ServeCommand implements Callable<Integer> {

    /** Exit code that means: the server runs in threads of its own, do not exit. */
    static final int RUNNING = -1;

    @Spec
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", description = "Port, 0 for any free one.")
    private int port;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on.")
    private String address;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Directory with the layers: GeoJSON, GeoPackage or CSV files. Default: the sample data.")
    private Path data;

    @Override
    public Integer call() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("server.port", port);
        settings.put("server.address", address);
        if (data != null) {
            if (!Files.isDirectory(data)) {
                throw new ParameterException(spec.commandLine(), "--data must be a directory, got '" + data + "'");
            }
            settings.put("edubalance.data", data.toAbsolutePath());
        }
        String opened = ServerApplication.start(settings).getEnvironment().getProperty("local.server.port");
        spec.commandLine().getOut().println("Serving at http://" + address + ":" + opened + "/");
        return RUNNING;
    }
}
