package org.edubalance.server.upload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The layers of one browser.
 *
 * <p>Its token is what the browser shows to get at them, and a part of their names: whoever knows a layer's name may read it
 * as any other, and nobody else is told of it.
 */
final class Session {

    /** What all layers of browsers are called first. */
    static final String PREFIX = "own_";

    private static final Pattern OTHER_CHARACTERS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern EDGES = Pattern.compile("^_+|_+$");

    private final String token;
    private final Path directory;
    private final Map<String, OwnFile> layers = new LinkedHashMap<>();
    private final Map<Path, Long> files = new LinkedHashMap<>();
    private int named;
    private long seen;

    Session(String token, Path directory, long now) {
        this.token = token;
        this.directory = directory;
        seen = now;
    }

    String token() {
        return token;
    }

    Path directory() {
        return directory;
    }

    /** The name of one of its layers for the services. */
    String nameOf(String id) {
        return PREFIX + token + ":" + id;
    }

    synchronized void see(long now) {
        seen = now;
    }

    synchronized long seen() {
        return seen;
    }

    /** A name that no layer or file of this session has had: from what a user calls a thing, what may stand in a list and in a URL. */
    synchronized String fresh(String wanted) {
        String plain =
                EDGES.matcher(OTHER_CHARACTERS.matcher(wanted).replaceAll("_")).replaceAll("");
        return (plain.isEmpty() ? "layer" : plain.substring(0, Math.min(40, plain.length()))) + "_" + ++named;
    }

    synchronized Collection<OwnFile> layers() {
        return List.copyOf(layers.values());
    }

    synchronized Optional<OwnFile> layer(String id) {
        return Optional.ofNullable(layers.get(id));
    }

    synchronized void put(OwnFile layer, long bytes) {
        layers.put(layer.id(), layer);
        files.put(layer.file(), bytes);
    }

    /** Takes a layer away; the file that nothing is left of, if that is so. */
    synchronized Optional<Path> remove(String id) {
        OwnFile gone = layers.remove(id);
        if (gone == null
                || layers.values().stream().anyMatch(layer -> layer.file().equals(gone.file()))) {
            return Optional.empty();
        }
        files.remove(gone.file());
        return Optional.of(gone.file());
    }

    synchronized long bytes() {
        return files.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized long features() {
        long features = 0;
        for (OwnFile file : new ArrayList<>(layers.values())) {
            features += file instanceof OwnLayer layer ? layer.read().size() : 0;
        }
        return features;
    }
}
