package org.edubalance.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: runs the processes on files, and starts the server. */
@Command(
        name = "gs-edubalance",
        description = "Density, scores and balance of educational resources.",
        mixinStandardHelpOptions = true,
        subcommands = {ServeCommand.class})
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        // Longitude first, as in GeoServer; read once, when the first CRS is decoded.
        System.setProperty("org.geotools.referencing.forceXY", "true");
        int code = new CommandLine(new Main()).execute(args);
        if (code != ServeCommand.RUNNING) {
            System.exit(code);
        }
    }
}
