package org.edubalance.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.edubalance.messages.Refusal;

/**
 * The folder of a run's results. They are written beside it and take its name when all is done, so that nobody ever sees
 * a part of them, and no file of a former run among them.
 */
final class Output {

    private final FileSystem files;
    private final boolean overwrite;
    private final Path target;
    private final Path draft;
    private boolean committed;

    private Output(FileSystem files, boolean overwrite, Path target) {
        this.files = files;
        this.overwrite = overwrite;
        this.target = target;
        this.draft = new Path(target.getParent(), "." + target.getName() + "-" + UUID.randomUUID());
    }

    /**
     * Begins to write.
     *
     * @throws Refusal if there is something of that name, unless it is to be replaced, or nothing can be written there
     */
    static Output begin(SparkSession spark, String folder, boolean overwrite) {
        try {
            Path path = new Path(folder);
            FileSystem files = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
            Path target = files.makeQualified(path);
            if (target.getParent() == null) {
                throw Refusal.of("spark.output.root", "got", folder);
            }
            if (files.exists(target) && !overwrite) {
                throw Refusal.of("spark.output.exists", "folder", folder);
            }
            Output output = new Output(files, overwrite, target);
            files.mkdirs(output.draft);
            return output;
        } catch (IOException | IllegalArgumentException e) {
            throw Refusal.because(e, "spark.output.failed", "folder", folder, "reason", String.valueOf(e.getMessage()));
        }
    }

    /** Where the results are written meanwhile. */
    String folder() {
        return draft.toString();
    }

    /** Where something of the results is written meanwhile. */
    String path(String name) {
        return new Path(draft, name).toString();
    }

    void write(String name, byte[] content) {
        try (OutputStream out = files.create(new Path(draft, name), true)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String name, String content) {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Gives the results their name; what had it before goes last. */
    void commit() {
        Path former = new Path(target.getParent(), draft.getName() + "-former");
        try {
            boolean replaces = files.exists(target);
            if (replaces && !overwrite) {
                // somebody else's, since this run began
                throw Refusal.of("spark.output.exists", "folder", target.toString());
            }
            if (replaces && !files.rename(target, former)) {
                throw new IOException("cannot rename " + target);
            }
            if (!files.rename(draft, target)) {
                if (replaces) {
                    files.rename(former, target);
                }
                throw new IOException("cannot rename " + draft);
            }
            committed = true;
            if (replaces) {
                files.delete(former, true);
            }
        } catch (IOException e) {
            throw Refusal.because(
                    e, "spark.output.failed", "folder", target.toString(), "reason", String.valueOf(e.getMessage()));
        }
    }

    /** Takes away what was written, unless it has been committed. */
    void discard() {
        if (!committed) {
            try {
                files.delete(draft, true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Writes a file from a task. It is written under a name of the attempt's own and then takes its place, so that a task
     * which is tried again, or twice at once, leaves one whole file.
     */
    static void writeFromTask(Configuration configuration, String path, byte[] content) throws IOException {
        Path place = new Path(path);
        FileSystem files = place.getFileSystem(configuration);
        Path attempt = new Path(place.getParent(), "." + place.getName() + "-" + UUID.randomUUID());
        try (OutputStream out = files.create(attempt, true)) {
            out.write(content);
        }
        if (!files.rename(attempt, place)) {
            // another attempt was first, with the same content
            files.delete(attempt, false);
            if (!files.exists(place)) {
                throw new IOException("cannot rename " + attempt);
            }
        }
    }
}
