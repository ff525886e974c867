package org.edubalance.server.upload;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.edubalance.io.ColumnMapping;
import org.edubalance.io.EncodingRefusal;
import org.edubalance.io.Format;
import org.edubalance.io.GeoTiff;
import org.edubalance.io.ReadOptions;
import org.edubalance.io.table.ReadingNotes;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.edubalance.server.Loopback;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.execution.JobStore;
import org.edubalance.server.execution.PrivateFiles;
import org.edubalance.server.layers.Catalogue;
import org.edubalance.server.layers.Layer;
import org.edubalance.server.ows.OwsException;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The files that browsers brought, and the layers made of them. They are kept in the server's work directory, readable for
 * nobody else on the machine, until their browser removes them, is not heard of for a while, or the server ends.
 */
@Component
public class Uploads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    private static final int TOKEN_BYTES = 16;

    private final UploadProperties properties;
    private final ServerProperties.Limits limits;
    private final boolean enabled;
    private final JobStore store;
    private final LongSupplier clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    @Autowired
    Uploads(
            UploadProperties properties,
            ServerProperties server,
            JobStore store,
            Catalogue catalogue,
            @Value("${server.address:}") String address) {
        this(properties, server.limits(), store, address, System::nanoTime);
        catalogue.alsoFinds(this::find);
    }

    Uploads(
            UploadProperties properties,
            ServerProperties.Limits limits,
            JobStore store,
            String address,
            LongSupplier clock) {
        this.properties = properties;
        this.limits = limits;
        this.store = store;
        this.clock = clock;
        enabled = properties.enabled() == null ? Loopback.isAddress(address) : properties.enabled();
    }

    /** Whether users may bring files. */
    public boolean enabled() {
        return enabled;
    }

    UploadProperties properties() {
        return properties;
    }

    /**
     * The session of a token, which is kept for longer by this.
     *
     * @throws Refusal if there is none, or none any more
     */
    synchronized Session session(String tokenOrNull) {
        forget();
        Session session = tokenOrNull == null ? null : sessions.get(tokenOrNull);
        if (session == null) {
            throw OwsException.coded("NotFound", 404, "upload.session");
        }
        session.see(clock.getAsLong());
        return session;
    }

    /** A new session. */
    synchronized Session begin() throws IOException {
        forget();
        if (sessions.size() >= properties.sessions()) {
            throw OwsException.coded(OwsException.SERVER_BUSY, 503, "upload.sessions", "limit", properties.sessions());
        }
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        Session session =
                new Session(HexFormat.of().formatHex(bytes), store.passing(UUID.randomUUID()), clock.getAsLong());
        sessions.put(session.token(), session);
        return session;
    }

    /** Drops a session with all that it has. */
    synchronized void end(Session session) {
        sessions.remove(session.token());
        delete(session.directory());
    }

    private void forget() {
        long now = clock.getAsLong();
        for (Session session : new ArrayList<>(sessions.values())) {
            if (now - session.seen() > properties.keep().toNanos()) {
                end(session);
            }
        }
    }

    private Optional<Layer> find(String name) {
        return own(name).map(file -> file instanceof OwnLayer layer ? layer.layer() : null);
    }

    /** The grid of a name that its session gave it. */
    Optional<OwnGrid> grid(String name) {
        return own(name).map(file -> file instanceof OwnGrid grid ? grid : null);
    }

    /** What has a name that its session gave it. A session stays as long as what it has is asked for. */
    private synchronized Optional<OwnFile> own(String name) {
        int colon = name.indexOf(':');
        if (colon < 0 || !name.startsWith(Session.PREFIX)) {
            return Optional.empty();
        }
        forget();
        Session session = sessions.get(name.substring(Session.PREFIX.length(), colon));
        if (session == null) {
            return Optional.empty();
        }
        session.see(clock.getAsLong());
        return session.layer(name.substring(colon + 1));
    }

    /**
     * Reads a file that a user brought, each of its layers or sheets, and keeps it.
     *
     * @throws Refusal if it is none that can be read, or beyond a limit
     */
    List<? extends OwnFile> add(Session session, String fileName, byte[] content, Reading reading) throws IOException {
        String name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        Format format = Format.ofFileName(name)
                .filter(known -> known.reads(SimpleFeatureCollection.class) || known.reads(GridCoverage2D.class))
                .orElseThrow(() -> Refusal.of("upload.format", "got", name, "formats", endings())
                        .about("name"));
        makeRoom(session, content.length);
        String ending = name.substring(name.lastIndexOf('.')).toLowerCase(Locale.ROOT);
        Path file = session.directory().resolve(session.fresh("file") + ending);
        try (OutputStream out = PrivateFiles.write(file)) {
            out.write(content);
        }
        try {
            List<? extends OwnFile> layers = format.reads(GridCoverage2D.class)
                    ? List.of(readGrid(session, file, name, reading))
                    : read(session, file, format, name, reading);
            for (OwnFile layer : layers) {
                session.put(layer, content.length + (layer instanceof OwnGrid grid ? Files.size(grid.shown()) : 0));
            }
            return layers;
        } catch (IOException | RuntimeException | Error e) {
            delete(file);
            throw e;
        }
    }

    private void makeRoom(Session session, long bytes) {
        check(session.bytes() + bytes, properties.sessionSize().toBytes(), "upload.size.session");
        check(total(Session::bytes) + bytes, properties.totalSize().toBytes(), "upload.size.total");
    }

    private synchronized long total(ToLongFunction<Session> what) {
        return sessions.values().stream().mapToLong(what).sum();
    }

    private static void check(long wanted, long limit, String key) {
        if (wanted > limit) {
            throw OwsException.coded(OwsException.SIZE_EXCEEDED, 413, key, "limit", limit, "got", wanted);
        }
    }

    private List<OwnLayer> read(Session session, Path file, Format format, String name, Reading reading)
            throws IOException {
        List<String> sheets = new ArrayList<>(format.layers(file));
        if (sheets.size() < 2) {
            sheets.clear();
            sheets.add(null);
        }
        check(session.layers().size() + sheets.size(), properties.layers(), "upload.layers");
        String base = name.substring(0, name.lastIndexOf('.'));
        List<OwnLayer> layers = new ArrayList<>();
        Map<String, Refusal> left = new LinkedHashMap<>();
        for (String sheet : sheets) {
            try {
                String title = sheet == null ? base : base + " · " + sheet;
                layers.add(read(session, session.fresh(title), title, file, sheet, reading));
            } catch (Refusal e) {
                // a workbook has sheets that are no tables: covers, notes
                if (sheets.size() == 1) {
                    throw e;
                }
                left.put(sheet, e);
            }
        }
        if (layers.isEmpty()) {
            throw left.values().iterator().next();
        }
        left.forEach((sheet, reason) ->
                layers.get(0).notes().warn(Message.of("upload.sheet", "sheet", sheet, "reason", reason.reason())));
        return layers;
    }

    private OwnGrid readGrid(Session session, Path file, String name, Reading reading) throws IOException {
        check(session.layers().size() + 1, properties.layers(), "upload.layers");
        String title = name.substring(0, name.lastIndexOf('.'));
        ReadingNotes notes = new ReadingNotes();
        GridCoverage2D coverage = OwnGrid.read(file, title, reading, limits.gridCells(), notes);
        OwnGrid.Facts facts = OwnGrid.Facts.of(coverage);
        String id = session.fresh(title);
        Path shown = session.directory().resolve(session.fresh("shown") + ".tif");
        try (OutputStream out = PrivateFiles.write(shown)) {
            GeoTiff.write(OwnGrid.shown(coverage, facts), out);
        } catch (IOException | RuntimeException | Error e) {
            delete(shown);
            throw e;
        }
        return new OwnGrid(id, session.nameOf(id), title, file, shown, reading, limits.gridCells(), facts, notes);
    }

    private OwnLayer read(Session session, String id, String title, Path file, String sheet, Reading reading)
            throws IOException {
        ReadOptions options = reading.options(title, sheet, limits.features());
        SimpleFeatureCollection read;
        try {
            read = Format.ofFileName(file.getFileName().toString())
                    .orElseThrow()
                    .readFile(SimpleFeatureCollection.class, file, options);
        } catch (EncodingRefusal e) {
            // which the viewer asks the user for then
            throw e.about("encoding");
        }
        check(total(Session::features) + read.size(), properties.totalFeatures(), "upload.features.total");
        ColumnMapping mapping = ColumnMapping.proposed(read.getSchema());
        Layer layer = OwnLayer.layer(session.nameOf(id), read, mapping);
        return new OwnLayer(id, title, file, sheet, reading, read, mapping, layer, ReadingNotes.of(read));
    }

    /** Reads a layer's file again in another way; what its columns are taken for is found anew. */
    OwnLayer reread(Session session, OwnLayer layer, Reading reading) throws IOException {
        OwnLayer again = read(session, layer.id(), layer.title(), layer.file(), layer.sheet(), reading);
        session.put(again, Files.size(layer.file()));
        return again;
    }

    /**
     * Takes a layer's columns for something else.
     *
     * @param json as {@link ColumnMapping#read} has it
     */
    OwnLayer map(Session session, OwnLayer layer, byte[] json) throws IOException {
        Path file = session.directory().resolve(layer.id() + ".json");
        try (OutputStream out = PrivateFiles.write(file)) {
            out.write(json);
        }
        ColumnMapping mapping;
        try {
            mapping = ColumnMapping.read(file);
        } finally {
            Files.deleteIfExists(file);
        }
        OwnLayer mapped = layer.mapped(mapping);
        session.put(mapped, Files.size(layer.file()));
        return mapped;
    }

    void remove(Session session, OwnFile layer) {
        session.remove(layer.id()).ifPresent(Uploads::delete);
        if (layer instanceof OwnGrid grid) {
            delete(grid.shown());
        }
    }

    private static void delete(Path path) {
        try {
            PrivateFiles.delete(path);
        } catch (IOException e) {
            LOG.warn("{} could not be removed", path, e);
        }
    }

    private static List<String> endings() {
        return Stream.of(SimpleFeatureCollection.class, GridCoverage2D.class)
                .flatMap(type -> Format.reading(type).stream())
                .flatMap(format -> format.endings().stream())
                .toList();
    }

    @Override
    public synchronized void close() {
        new ArrayList<>(sessions.values()).forEach(this::end);
    }
}
