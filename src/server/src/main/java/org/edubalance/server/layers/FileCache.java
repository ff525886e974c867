package org.edubalance.server.layers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.edubalance.messages.Incident;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;

/**
 * What files were read as, until they change. What cannot be read is told in the log once and kept as a problem; the
 * other pieces of its file are not touched by it.
 */
final class FileCache<T> {

    private static final Logger LOG = LoggerFactory.getLogger(FileCache.class);

    private final Source<T> source;
    private Map<String, Read<T>> read = new HashMap<>();

    /** How files are read. */
    @FunctionalInterface
    interface Source<T> {

        /** The pieces of a file by their names, in order; a file that is one piece has it without a name. */
        Map<String, Piece<T>> pieces(Resource file) throws IOException;

        /** The files that change the pieces if they change, beside the file itself. */
        default List<Path> parts(Resource file) throws IOException {
            return List.of();
        }
    }

    /** A piece of a file, to be read. */
    @FunctionalInterface
    interface Piece<T> {
        T read() throws IOException;
    }

    /** What was read from a file in a state, and why the rest of it was not. */
    private record Read<T>(List<Long> state, List<T> what, List<Problem> problems) {}

    FileCache(Source<T> source) {
        this.source = source;
    }

    /**
     * What files hold now, in their order. Only new and changed ones are read.
     *
     * @param problems is given those that cannot be read
     */
    List<T> read(Collection<Resource> files, List<Problem> problems) {
        Map<String, Read<T>> before = read;
        read = new HashMap<>();
        List<T> all = new ArrayList<>();
        for (Resource file : files) {
            Read<T> now = now(file, before);
            if (now != null) {
                problems.addAll(now.problems);
                all.addAll(now.what);
            }
        }
        return all;
    }

    private Read<T> now(Resource file, Map<String, Read<T>> before) {
        String address;
        List<Long> state;
        try {
            address = file.getURI().toString();
            state = state(file);
        } catch (IOException e) {
            // It went away just now.
            return null;
        }
        Read<T> known = before.get(address);
        Read<T> now = known != null && known.state.equals(state) ? known : anew(file, state);
        read.put(address, now);
        return now;
    }

    private List<Long> state(Resource file) throws IOException {
        List<Long> state = new ArrayList<>(List.of(file.lastModified(), file.contentLength()));
        for (Path part : source.parts(file)) {
            boolean there = Files.exists(part);
            state.add(there ? Files.getLastModifiedTime(part).toMillis() : 0L);
            state.add(there ? Files.size(part) : -1L);
        }
        return state;
    }

    private Read<T> anew(Resource file, List<Long> state) {
        Read<T> now = new Read<>(state, new ArrayList<>(), new ArrayList<>());
        attempt(file.getFilename(), now, () -> {
            for (Map.Entry<String, Piece<T>> piece : source.pieces(file).entrySet()) {
                String name = file.getFilename() + (piece.getKey().isEmpty() ? "" : "#" + piece.getKey());
                attempt(name, now, () -> now.what.add(piece.getValue().read()));
            }
        });
        return now;
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private void attempt(String name, Read<T> now, Attempt attempt) {
        Localized reason;
        try {
            attempt.run();
            return;
        } catch (Refusal e) {
            LOG.warn("{} is not served: {}", name, e.getMessage(), e.getCause());
            reason = e;
        } catch (IOException e) {
            LOG.warn("{} is not served", name, e);
            reason = Message.of("layer.unreadable");
        } catch (RuntimeException | StackOverflowError e) {
            reason = Incident.of(e, (id, fault) -> LOG.error("{} is not served: {}", name, id, fault));
        }
        now.problems.add(new Problem(name, reason));
    }
}
