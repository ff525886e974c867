package org.edubalance.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.edubalance.messages.Refusal;

/**
 * A zip of somebody else's. Nothing is unpacked by the name that it has there, nor more than a limit, and what is a zip
 * itself is not opened.
 */
final class Archive implements AutoCloseable {

    private static final int MOST_ENTRIES = 10_000;

    /** Tables of blanks shrink to a hundredth; what shrinks to less is made to fill a disk. */
    private static final long MOST_GROWTH = 200;

    private static final long FREE_GROWTH = 100L << 20;

    private final ZipFile zip;
    private final long most;
    private final Set<String> counted = new HashSet<>();
    private ReadProgress progress = ReadProgress.NONE;
    private long unpacked;

    private Archive(ZipFile zip, long most) {
        this.zip = zip;
        this.most = most;
    }

    /**
     * Opens a file.
     *
     * @param most the most bytes that may be unpacked, all files together
     * @throws Refusal if it is no zip, has a name that leads out of it, one twice, or too many
     */
    static Archive open(Path file, long most) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException | EOFException e) {
            // names in a Chinese Windows' own encoding, which zips of it do not mention
            try {
                zip = new ZipFile(file.toFile(), Charset.forName("GB18030"));
            } catch (ZipException | EOFException broken) {
                throw Refusal.because(broken, "format.zip.broken");
            }
        } catch (IOException e) {
            throw FileTrouble.reading(file, e);
        }
        Archive archive = new Archive(zip, most);
        try {
            archive.checkNames();
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
        return archive;
    }

    private void checkNames() {
        if (zip.size() > MOST_ENTRIES) {
            throw Refusal.of("format.zip.entries", "got", zip.size(), "limit", MOST_ENTRIES);
        }
        Set<String> names = new HashSet<>();
        for (ZipEntry entry : entries()) {
            String name = entry.getName();
            if (!names.add(name)) {
                // of which others may read another one than what is checked here
                throw Refusal.of("format.zip.twice", "got", name);
            }
            if (name.startsWith("/")
                    || name.startsWith("\\")
                    || name.contains(":")
                    || List.of(name.split("[/\\\\]")).contains("..")
                    || name.chars().anyMatch(c -> c < ' ')) {
                throw Refusal.of("format.zip.name", "got", name);
            }
        }
    }

    /** Has somebody told how far each file is that is read, by what the zip says of its size. */
    Archive telling(ReadProgress somebody) {
        progress = somebody;
        return this;
    }

    private List<ZipEntry> entries() {
        List<ZipEntry> entries = new ArrayList<>();
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            entries.add(all.nextElement());
        }
        return entries;
    }

    /** The names of the files, with their folders, without what systems add for themselves. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (ZipEntry entry : entries()) {
            if (!entry.isDirectory() && !entry.getName().startsWith("__MACOSX/")) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    /** True if there is a zip in it. */
    boolean isNested() {
        return names().stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).matches(".*\\.(zip|7z|rar|tar|gz|kmz)"));
    }

    /** Takes the bytes of a file, piece by piece. */
    interface Bytes {
        void take(byte[] bytes, int length) throws IOException;
    }

    /**
     * Unpacks a file.
     *
     * @throws Refusal if it is too large, or broken
     */
    void unpack(String name, Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(to)) {
            read(name, (bytes, length) -> out.write(bytes, 0, length));
        }
    }

    /**
     * Reads a file to its end.
     *
     * @throws Refusal if it is too large, or broken
     */
    void read(String name, Bytes bytes) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        boolean first = counted.add(name);
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = progress.through(zip.getInputStream(entry), Math.max(1, entry.getSize()))) {
            long here = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                here += read;
                unpacked += first ? read : 0;
                if (here > FREE_GROWTH && here / MOST_GROWTH > entry.getCompressedSize()) {
                    throw Refusal.of("format.zip.bomb", "name", name);
                }
                if (unpacked > most) {
                    throw Refusal.of("format.zip.size", "limit", most >> 20);
                }
                bytes.take(buffer, read);
            }
        } catch (ZipException | EOFException e) {
            throw Refusal.because(e, "format.zip.broken");
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
