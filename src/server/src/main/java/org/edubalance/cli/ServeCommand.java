package org.edubalance.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the server and leaves it running. */
@Command(name = "serve", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    /** Exit code that means: the server runs in threads of its own, do not exit. */
    static final int RUNNING = -1;

    @Spec
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080")
    private int port;

    @Option(names = "--address", paramLabel = "ADDRESS", defaultValue = "127.0.0.1")
    private String address;

    @Option(names = "--data", paramLabel = "DIR")
    private Path data;

    @Option(names = "--open")
    private boolean open;

    @Override
    public Integer call() throws IOException {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("server.port", port);
        settings.put("server.address", address);
        if (data != null) {
            if (!Files.isDirectory(data)) {
                throw UsageRefusal.about("--data", "cli.data", "got", data.toString());
            }
            settings.put("edubalance.data", data.toAbsolutePath());
        }
        checkAddress();
        String opened = ServerStart.port(settings);
        spec.commandLine()
                .getOut()
                .println(Message.of("cli.serve.started") + " http://" + address + ":" + opened + "/");
        if (open) {
            browse("http://localhost:" + opened + "/");
        }
        return RUNNING;
    }

    /** Shows a page in the user's browser; where there is none, its address stands above. */
    private static void browse(String url) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        List<String> command = system.startsWith("windows")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", url)
                : List.of(system.startsWith("mac") ? "open" : "xdg-open", url);
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // no desktop
        }
    }

    /** Refuses an address that cannot be listened on, which the server would notice at the end of its start only. */
    private void checkAddress() throws IOException {
        if (port < 0 || port > 65535) {
            throw UsageRefusal.about("--port", "cli.serve.port", "got", port);
        }
        InetAddress local;
        try {
            local = InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            local = null;
        }
        if (local == null || (!local.isAnyLocalAddress() && NetworkInterface.getByInetAddress(local) == null)) {
            throw UsageRefusal.about("--address", "cli.serve.address", "got", address);
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(local, port));
        } catch (java.net.BindException e) {
            throw Refusal.because(e, "cli.serve.taken", "port", port, "address", address, "reason", e.getMessage())
                    .about("--port");
        }
    }
}
