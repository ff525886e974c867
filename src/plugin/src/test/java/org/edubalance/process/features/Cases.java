package org.edubalance.process.features;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small tables beside the tests. */
public final class Cases {

    private Cases() {}

    /** The rows of a table, without its header. */
    public static List<String[]> rows(String file) throws IOException {
        try (InputStream in = Cases.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .toList();
        }
    }
}
