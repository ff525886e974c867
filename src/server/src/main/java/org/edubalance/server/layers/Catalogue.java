package org.edubalance.server.layers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.edubalance.io.ColumnMapping;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ServerProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The layers and styles of the server. Every file of the data directory in a format of features is a layer named {@code
 * edu:<file name>}, or several named {@code edu:<file name>_<layer>}; every file of its folder {@code sld} is a style,
 * beside the styles that come with the server.
 * Without a data directory, the sample data that comes with the server is served.
 *
 * <p>Files that were added, changed or removed are noticed at the next request, two seconds later at most. A file that
 * cannot be read is not served; the log and {@link #problems} say why.
 */
@Component
public class Catalogue {

    /** The prefix of every layer's name. */
    public static final String PREFIX = "edu:";

    private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class);
    private static final String SAMPLE_ATTRIBUTION =
            "Synthetic sample data: no real schools, figures or borders / 合成示例数据，并非真实的学校、数字与边界";

    private static final long CHECK_EVERY = 2_000_000_000L;

    private final Path directory;
    private final LongSupplier clock;
    private volatile Function<String, Optional<Layer>> unlisted = name -> Optional.empty();
    private final Map<String, Resource> bundledStyles = new TreeMap<>();
    private final Map<String, Resource> bundledData = new TreeMap<>();
    private final NamedStyle generic;

    private final FileCache<NamedStyle> styleFiles = new FileCache<>(file -> Map.of("", () -> ServedFile.style(file)));
    private final FileCache<Layer> dataFiles;

    private volatile Content content = new Content(Map.of(), Map.of(), List.of());
    private long checked;

    private record Content(Map<String, Layer> layers, Map<String, NamedStyle> styles, List<Problem> problems) {}

    @Autowired
    public Catalogue(ServerProperties properties) throws IOException {
        this(
                properties.data(),
                properties.mapping() == null ? null : ColumnMapping.read(properties.mapping()),
                properties.limits().features(),
                System::nanoTime);
    }

    /** The layers and styles of a directory, or those that come with the server, without a limit on features. */
    public Catalogue(Path directoryOrNull) {
        this(directoryOrNull, null, Long.MAX_VALUE, System::nanoTime);
    }

    Catalogue(Path directoryOrNull, ColumnMapping mappingOrNull, long maxFeatures, LongSupplier clock) {
        this.directory = directoryOrNull;
        this.dataFiles = new FileCache<>(ServedFile.data(mappingOrNull, maxFeatures));
        this.clock = clock;
        if (directory != null && !Files.isDirectory(directory)) {
            throw Refusal.of("layer.directory", "got", directory.toString());
        }
        bundled("classpath:/sld/*", ServedFile::isStyle, bundledStyles);
        if (directory == null) {
            bundled("classpath:/sample-data/*", ServedFile::isData, bundledData);
        }
        try {
            generic = ServedFile.style(new ClassPathResource("generic.sld", Catalogue.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        load();
    }

    /** Where the layers come from, as maps of them have to say; null where the data directory's owner would know. */
    public String attribution() {
        return directory == null ? SAMPLE_ATTRIBUTION : null;
    }

    /** The layers, in the order of their names. */
    public Collection<Layer> layers() {
        return current().layers.values();
    }

    /** A layer by its name, with or without the prefix; also one that only those know who know its name. */
    public Optional<Layer> layer(String name) {
        Map<String, Layer> layers = current().layers;
        Layer listed = layers.getOrDefault(name, layers.get(PREFIX + name));
        return listed == null ? unlisted.apply(name) : Optional.of(listed);
    }

    /** True for a layer that everybody is told of. */
    public boolean lists(String name) {
        Map<String, Layer> layers = current().layers;
        return layers.containsKey(name) || layers.containsKey(PREFIX + name);
    }

    /** Has layers found by their names, without their being listed anywhere, that somebody else keeps. */
    public void alsoFinds(Function<String, Optional<Layer>> layers) {
        unlisted = layers;
    }

    /** The styles, in the order of their names. */
    public Collection<NamedStyle> styles() {
        return current().styles.values();
    }

    public Optional<NamedStyle> style(String name) {
        return Optional.ofNullable(current().styles.get(name));
    }

    /** The style in which a layer is drawn where none is asked for. */
    public NamedStyle defaultStyle(Layer layer) {
        return layer.styles().isEmpty() ? generic : style(layer.styles().get(0)).orElse(generic);
    }

    /** The style of layers that none is made for. */
    public NamedStyle generic() {
        return generic;
    }

    /** The files that are not served, in the order of their names. */
    public List<Problem> problems() {
        return current().problems;
    }

    private Content current() {
        long now = clock.getAsLong();
        synchronized (dataFiles) {
            if (directory != null && now - checked > CHECK_EVERY) {
                load();
            }
        }
        return content;
    }

    private void load() {
        synchronized (dataFiles) {
            List<Problem> problems = new ArrayList<>();
            Map<String, NamedStyle> styles = new TreeMap<>();
            styles.put(generic.name(), generic);
            Map<String, Resource> files = new TreeMap<>(bundledStyles);
            if (directory != null) {
                files.putAll(files(directory.resolve("sld"), ServedFile::isStyle));
            }
            styleFiles.read(files.values(), problems).forEach(style -> styles.put(style.name(), style));
            Map<String, Layer> layers = new TreeMap<>();
            Map<String, Resource> data = directory == null ? bundledData : files(directory, ServedFile::isData);
            for (Layer layer : dataFiles.read(data.values(), problems)) {
                if (layers.putIfAbsent(layer.name(), layer.withStyles(stylesFor(layer, styles))) != null) {
                    Problem twice = new Problem(layer.title(), Message.of("layer.twice", "layer", layer.name()));
                    problems.add(twice);
                    if (!content.problems.contains(twice)) {
                        LOG.warn("{} is not served: {}", twice.file(), twice.reason());
                    }
                }
            }
            content = new Content(
                    Collections.unmodifiableMap(layers), Collections.unmodifiableMap(styles), List.copyOf(problems));
            checked = clock.getAsLong();
        }
    }

    private static List<String> stylesFor(Layer layer, Map<String, NamedStyle> styles) {
        String plain = layer.name().substring(PREFIX.length());
        List<NamedStyle> made = new ArrayList<>();
        for (NamedStyle style : styles.values()) {
            if (style.layer().equals(layer.name()) || style.layer().equals(plain)) {
                made.add(style);
            }
        }
        made.sort(Comparator.comparing((NamedStyle style) -> !style.style().isDefault()));
        return made.stream().map(NamedStyle::name).toList();
    }

    private static Map<String, Resource> files(Path directory, Predicate<Resource> wanted) {
        Map<String, Resource> files = new TreeMap<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> paths = Files.list(directory)) {
                paths.filter(Files::isRegularFile)
                        .map(FileSystemResource::new)
                        .filter(wanted)
                        .forEach(file -> files.put(file.getFilename(), file));
            } catch (IOException e) {
                LOG.error("{} cannot be read", directory, e);
            }
        }
        return files;
    }

    private static void bundled(String pattern, Predicate<Resource> wanted, Map<String, Resource> into) {
        try {
            for (Resource resource : new PathMatchingResourcePatternResolver().getResources(pattern)) {
                if (resource.isReadable() && resource.getFilename() != null && wanted.test(resource)) {
                    into.put(resource.getFilename(), resource);
                }
            }
        } catch (IOException e) {
            // No such folder on the classpath.
            LOG.warn("{} is not there", pattern, e);
        }
    }
}
