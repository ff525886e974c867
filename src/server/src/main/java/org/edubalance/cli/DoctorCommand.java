package org.edubalance.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.edubalance.messages.Message;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks whether this machine has what the program needs, and says what to do where it has not. */
@Command(name = "doctor", mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080")
    private int port;

    @Option(names = "--address", paramLabel = "ADDRESS", defaultValue = "127.0.0.1")
    private String address;

    /** 1 where something is broken; what works only in part is no failure. */
    @Override
    public Integer call() {
        QuietLogs.install();
        List<Checkup.Finding> findings = new Checkup(address, port).findings();
        PrintWriter out = spec.commandLine().getOut();
        for (Checkup.Finding finding : findings) {
            String grade = Message.of("cli.doctor." + finding.grade().name().toLowerCase(Locale.ROOT))
                    .toString();
            out.printf("%-7s  %s%n", grade, finding.said());
        }
        out.flush();
        boolean broken = findings.stream().anyMatch(finding -> finding.grade() == Checkup.Grade.BROKEN);
        return broken ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }
}
