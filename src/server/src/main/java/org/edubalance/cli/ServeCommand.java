package org.edubalance.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.edubalance.server.ServerApplication;
import org.springframework.context.ConfigurableApplicationContext;
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
    public Integer call() throws IOException {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("server.port", port);
        settings.put("server.address", address);
        if (data != null) {
            if (!Files.isDirectory(data)) {
                throw new ParameterException(spec.commandLine(), "--data must be a directory, got '" + data + "'");
            }
            settings.put("edubalance.data", data.toAbsolutePath());
        }
        checkAddress();
        String opened = start(settings).getEnvironment().getProperty("local.server.port");
        spec.commandLine().getOut().println("Serving at http://" + address + ":" + opened + "/");
        return RUNNING;
    }

    /** Refuses an address that cannot be listened on, which the server would notice at the end of its start only. */
    private void checkAddress() throws IOException {
        if (port < 0 || port > 65535) {
            throw new ParameterException(spec.commandLine(), "--port must be from 0 to 65535, got " + port);
        }
        InetAddress local;
        try {
            local = InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            local = null;
        }
        if (local == null || (!local.isAnyLocalAddress() && NetworkInterface.getByInetAddress(local) == null)) {
            throw new ParameterException(
                    spec.commandLine(), "--address must be an address of this machine, got '" + address + "'");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(local, port));
        } catch (BindException e) {
            throw new IOException("port " + port + " of " + address + " cannot be opened (" + e.getMessage()
                    + "); choose another one with --port, or any free one with --port 0");
        }
    }

    private static ConfigurableApplicationContext start(Map<String, Object> settings) throws IOException {
        try {
            return ServerApplication.start(settings);
        } catch (RuntimeException e) {
            // Spring wraps the reason in the names of its beans; its log, above, has them.
            Throwable reason = e;
            while (reason.getCause() != null) {
                reason = reason.getCause();
            }
            throw new IOException("the server cannot start: " + Failure.message(reason), e);
        }
    }
}
