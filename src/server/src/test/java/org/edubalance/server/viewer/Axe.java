package org.edubalance.server.viewer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The checks of axe-core, which npm brings; or the file that {@code -Dviewer.axe} names. */
final class Axe {

    private static final String VERSION = "4.10.3";

    private Axe() {}

    /** Its script; the test is skipped, saying so, where it cannot be had. */
    static String script() throws IOException {
        String given = System.getProperty("viewer.axe");
        return Files.readString(given == null ? fetched() : Path.of(given));
    }

    private static Path fetched() throws IOException {
        Path directory = Files.createDirectories(Path.of("target/axe").toAbsolutePath());
        Path script = directory.resolve("node_modules/axe-core/axe.min.js");
        if (!Files.exists(script)) {
            int status;
            try {
                status = new ProcessBuilder(
                                "npm",
                                "install",
                                "--no-save",
                                "--ignore-scripts",
                                "--prefix",
                                directory.toString(),
                                "axe-core@" + VERSION)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            } catch (IOException e) {
                status = -1;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            Assumptions.assumeTrue(
                    status == 0 && Files.exists(script),
                    "needs axe-core " + VERSION + " by npm, or -Dviewer.axe=axe.min.js");
        }
        return script;
    }
}
