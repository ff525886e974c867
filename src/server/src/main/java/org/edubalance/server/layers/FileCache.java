package org.edubalance.server.layers;

import java.io.IOException;
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
 * What files were read as, until they change. A file that cannot be read is told in the log once and kept as a problem.
 */
final class FileCache<T> {

    private static final Logger LOG = LoggerFactory.getLogger(FileCache.class);

    private final Reading<T> reading;
    private Map<String, Read<T>> read = new HashMap<>();

    /** How a file is read. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Resource file) throws IOException;
    }

    /** What was read from a file of that date and size, or why it was not: the one or the other is null. */
    private record Read<T>(long changed, long size, T what, Problem problem) {}

    FileCache(Reading<T> reading) {
        this.reading = reading;
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
            if (now != null && now.problem != null) {
                problems.add(now.problem);
            } else if (now != null) {
                all.add(now.what);
            }
        }
        return all;
    }

    private Read<T> now(Resource file, Map<String, Read<T>> before) {
        String address;
        long changed;
        long size;
        try {
            address = file.getURI().toString();
            changed = file.lastModified();
            size = file.contentLength();
        } catch (IOException e) {
            // It went away just now.
            return null;
        }
        Read<T> known = before.get(address);
        Read<T> now =
                known != null && known.changed == changed && known.size == size ? known : anew(file, changed, size);
        read.put(address, now);
        return now;
    }

    private Read<T> anew(Resource file, long changed, long size) {
        String name = file.getFilename();
        Localized reason;
        try {
            return new Read<>(changed, size, reading.read(file), null);
        } catch (Refusal e) {
            LOG.warn("{} is not served: {}", name, e.getMessage(), e.getCause());
            reason = e;
        } catch (IOException e) {
            LOG.warn("{} is not served", name, e);
            reason = Message.of("layer.unreadable");
        } catch (RuntimeException | StackOverflowError e) {
            reason = Incident.of(e, (id, fault) -> LOG.error("{} is not served: {}", name, id, fault));
        }
        return new Read<>(changed, size, null, new Problem(name, reason));
    }
}
