package org.edubalance.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists all processes that GeoTools finds. */
@Command(name = "list", mixinStandardHelpOptions = true)
final class ListCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        QuietLogs.install();
        Map<String, Map<String, String>> byNamespace = new TreeMap<>();
        int longest = 0;
        for (Map.Entry<String, InstalledProcess> entry : InstalledProcess.all().entrySet()) {
            byNamespace
                    .computeIfAbsent(entry.getValue().name().getNamespaceURI(), key -> new TreeMap<>())
                    .put(entry.getKey(), entry.getValue().title());
            longest = Math.max(longest, entry.getKey().length());
        }
        PrintWriter out = spec.commandLine().getOut();
        String separator = "";
        for (Map<String, String> group : byNamespace.values()) {
            out.print(separator);
            for (Map.Entry<String, String> process : group.entrySet()) {
                out.printf("%-" + longest + "s  %s%n", process.getKey(), process.getValue());
            }
            separator = System.lineSeparator();
        }
        out.flush();
    }
}
