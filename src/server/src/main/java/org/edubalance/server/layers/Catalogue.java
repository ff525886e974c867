package org.edubalance.server.layers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.edubalance.io.Format;
import org.edubalance.io.ReadOptions;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.paint.FunctionPolicy;
import org.edubalance.server.paint.SldReader;
import org.edubalance.server.paint.StyleException;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.api.style.NamedLayer;
import org.geotools.api.style.Style;
import org.geotools.api.style.StyledLayerDescriptor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The layers and styles of the server. Every GeoJSON, GeoPackage and CSV file of the data directory is a layer named
 * {@code edu:<file name>}, every file of its folder {@code sld} a style, beside the styles that come with the server.
 * Without a data directory, the sample data that comes with the server is served.
 *
 * <p>Files that were added, changed or removed are noticed at the next request, two seconds later at most. A file that
 * cannot be read is not served; the log says why.
 */
@Component
public class Catalogue {

    /** The prefix of every layer's name. */
    public static final String PREFIX = "edu:";

    private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class);
    private static final Pattern DATA_FILE = Pattern.compile(".*\\.(geojson|gpkg|csv)", Pattern.CASE_INSENSITIVE);

    /** Names that can stand in a comma-separated list, in a URL and in a file name. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]{0,99}");

    private static final String SAMPLE_ATTRIBUTION =
            "Synthetic sample data: no real schools, figures or borders / 合成示例数据，并非真实的学校、数字与边界";

    private static final long CHECK_EVERY = 2_000_000_000L;

    private final Path directory;
    private final long maxFeatures;
    private final LongSupplier clock;
    private final Map<String, Resource> bundledStyles = new TreeMap<>();
    private final Map<String, Resource> bundledData = new TreeMap<>();
    private final NamedStyle generic;

    /** What was read from each file, by its address, with the file's date and size then. */
    private final Map<String, Loaded> loaded = new HashMap<>();

    private volatile Content content = new Content(Map.of(), Map.of());
    private long checked;

    private record Loaded(long changed, long size, Object what) {}

    private record Content(Map<String, Layer> layers, Map<String, NamedStyle> styles) {}

    @Autowired
    public Catalogue(ServerProperties properties) {
        this(properties.data(), properties.limits().features(), System::nanoTime);
    }

    /** The layers and styles of a directory, or those that come with the server, without a limit on features. */
    public Catalogue(Path directoryOrNull) {
        this(directoryOrNull, Long.MAX_VALUE, System::nanoTime);
    }

    Catalogue(Path directoryOrNull, long maxFeatures, LongSupplier clock) {
        this.directory = directoryOrNull;
        this.maxFeatures = maxFeatures;
        this.clock = clock;
        if (directory != null && !Files.isDirectory(directory)) {
            throw new IllegalArgumentException("The data directory " + directory + " is no directory");
        }
        bundled("classpath:/sld/*.sld", bundledStyles);
        if (directory == null) {
            bundled("classpath:/sample-data/*", bundledData);
        }
        generic = (NamedStyle) read(new ClassPathResource("generic.sld", Catalogue.class));
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

    /** A layer by its name, with or without the prefix. */
    public Optional<Layer> layer(String name) {
        Map<String, Layer> layers = current().layers;
        return Optional.ofNullable(layers.getOrDefault(name, layers.get(PREFIX + name)));
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

    private Content current() {
        long now = clock.getAsLong();
        synchronized (loaded) {
            if (directory != null && now - checked > CHECK_EVERY) {
                load();
            }
        }
        return content;
    }

    private void load() {
        synchronized (loaded) {
            Set<String> there = new HashSet<>();
            Map<String, NamedStyle> styles = new TreeMap<>();
            styles.put(generic.name(), generic);
            Map<String, Resource> styleFiles = new TreeMap<>(bundledStyles);
            if (directory != null) {
                styleFiles.putAll(files(directory.resolve("sld")));
            }
            for (Resource file : styleFiles.values()) {
                if (file.getFilename().endsWith(".sld") && current(file, there) instanceof NamedStyle style) {
                    styles.put(style.name(), style);
                }
            }
            Map<String, Layer> layers = new TreeMap<>();
            Map<String, Resource> dataFiles = directory == null ? bundledData : files(directory);
            for (Resource file : dataFiles.values()) {
                if (DATA_FILE.matcher(file.getFilename()).matches() && current(file, there) instanceof Layer layer) {
                    if (layers.putIfAbsent(layer.name(), layer.withStyles(stylesFor(layer, styles))) != null) {
                        LOG.error(
                                "{} is not served: another file is layer {} already", file.getFilename(), layer.name());
                    }
                }
            }
            loaded.keySet().retainAll(there);
            content = new Content(Collections.unmodifiableMap(layers), Collections.unmodifiableMap(styles));
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

    /**
     * A file as it is now: read if it is new or changed, else as it was read before; null if it cannot be read. Its
     * address goes to {@code there}.
     */
    private Object current(Resource file, Set<String> there) {
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
        there.add(address);
        Loaded before = loaded.get(address);
        if (before == null || before.changed != changed || before.size != size) {
            Object what = null;
            try {
                what = read(file);
            } catch (StyleException e) {
                LOG.error("{} is not served: {}", file.getFilename(), e.getMessage());
            }
            before = new Loaded(changed, size, what);
            loaded.put(address, before);
        }
        return before.what;
    }

    private Object read(Resource file) {
        String fileName = file.getFilename();
        String name = fileName.substring(0, fileName.lastIndexOf('.'));
        if (!NAME.matcher(name).matches()) {
            throw new StyleException("its name may hold letters, digits, '_', '-' and '.' only");
        }
        try (InputStream in = file.getInputStream()) {
            if (fileName.endsWith(".sld")) {
                byte[] sld = in.readAllBytes();
                return style(name, SldReader.read(sld, FunctionPolicy.SERVER), sld);
            }
            Format format = Format.ofFileName(fileName.toLowerCase(Locale.ROOT)).orElseThrow();
            SimpleFeatureCollection features = format.read(
                    SimpleFeatureCollection.class, in, ReadOptions.named(name).withLimits(maxFeatures, Long.MAX_VALUE));
            return Layer.of(PREFIX + name, features);
        } catch (IOException | TransformException | FactoryException | RuntimeException e) {
            if (e instanceof StyleException style) {
                throw style;
            }
            throw new StyleException(String.valueOf(e.getMessage()));
        }
    }

    private static NamedStyle style(String name, StyledLayerDescriptor document, byte[] sld) {
        if (document.layers().size() == 1
                && document.layers().get(0) instanceof NamedLayer layer
                && layer.styles().size() == 1
                && !(layer.styles().get(0) instanceof org.geotools.api.style.NamedStyle)) {
            Style style = layer.styles().get(0);
            return new NamedStyle(name, layer.getName(), style, sld);
        }
        throw new StyleException("a style file holds one <NamedLayer> with one <UserStyle>");
    }

    private static Map<String, Resource> files(Path directory) {
        Map<String, Resource> files = new TreeMap<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> paths = Files.list(directory)) {
                paths.filter(Files::isRegularFile)
                        .forEach(path -> files.put(path.getFileName().toString(), new FileSystemResource(path)));
            } catch (IOException e) {
                LOG.error("{} cannot be read: {}", directory, e.getMessage());
            }
        }
        return files;
    }

    private static void bundled(String pattern, Map<String, Resource> into) {
        try {
            for (Resource resource : new PathMatchingResourcePatternResolver().getResources(pattern)) {
                if (resource.isReadable() && resource.getFilename() != null) {
                    into.put(resource.getFilename(), resource);
                }
            }
        } catch (IOException e) {
            // No such folder on the classpath.
            LOG.warn("{} is not there: {}", pattern, e.getMessage());
        }
    }
}
