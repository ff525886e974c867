package org.edubalance.cli;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.edubalance.messages.Message;

/** What can be found out about a machine before anything is run on it. */
final class Checkup {

    /** How well something is. */
    enum Grade {
        /** As it should be. */
        WELL,
        /** Something will not work, or not nicely. */
        PART,
        /** Nothing much will work. */
        BROKEN
    }

    /** One thing that was looked at, and what to do where it is not well. */
    record Finding(Grade grade, Message said) {}

    private static final int OLDEST_JAVA = 17;
    private static final long MEGABYTE = 1 << 20;

    /** The sample data are read with less; a density of a million points takes about this. */
    private static final long LITTLE_MEMORY = 400;

    /** 学校 in the two letters that a Chinese map cannot do without. */
    private static final String LETTERS = "学校";

    private static final int MOST_FONTS = 3;

    /** Java's own names, behind which other fonts stand. */
    private static final Set<String> LOGICAL =
            Set.of(Font.DIALOG, Font.DIALOG_INPUT, Font.MONOSPACED, Font.SANS_SERIF, Font.SERIF);

    private final String address;
    private final int port;

    /** @param address that a server is to be started on, with the port */
    Checkup(String address, int port) {
        this.address = address;
        this.port = port;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(version());
        findings.add(java());
        findings.add(memory());
        findings.add(processes());
        findings.add(letters());
        findings.add(fonts());
        findings.add(directory());
        findings.add(port());
        return findings;
    }

    private static Finding well(String key, Object... facts) {
        return new Finding(Grade.WELL, Message.of(key, facts));
    }

    private static Finding part(String key, Object... facts) {
        return new Finding(Grade.PART, Message.of(key, facts));
    }

    private static Finding version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return well("cli.doctor.version", "version", version == null ? "-" : version);
    }

    private static Finding java() {
        String version = System.getProperty("java.version");
        String vendor = System.getProperty("java.vendor");
        String system = System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("os.arch");
        return Runtime.version().feature() < OLDEST_JAVA
                ? new Finding(
                        Grade.BROKEN, Message.of("cli.doctor.java.old", "version", version, "oldest", OLDEST_JAVA))
                : well("cli.doctor.java.new", "version", version, "vendor", vendor, "system", system);
    }

    private static Finding memory() {
        long most = Runtime.getRuntime().maxMemory() / MEGABYTE;
        int processors = Runtime.getRuntime().availableProcessors();
        return most < LITTLE_MEMORY
                ? part("cli.doctor.memory.little", "most", most)
                : well("cli.doctor.memory.enough", "most", most, "processors", processors);
    }

    private static Finding processes() {
        long own = InstalledProcess.all().keySet().stream()
                .filter(name -> name.startsWith("edu:"))
                .count();
        return own == 0
                ? new Finding(Grade.BROKEN, Message.of("cli.doctor.processes.none"))
                : well("cli.doctor.processes.some", "n", own);
    }

    /** Whether file names and arguments in Chinese arrive. */
    private static Finding letters() {
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
        boolean can = Charset.isSupported(encoding)
                && Charset.forName(encoding).newEncoder().canEncode(LETTERS);
        return can
                ? well("cli.doctor.letters.all", "encoding", encoding)
                : part("cli.doctor.letters.some", "encoding", encoding);
    }

    /** Whether maps and charts can be written on in Chinese. */
    private static Finding fonts() {
        return orElse(
                () -> {
                    List<String> fonts = Arrays.stream(GraphicsEnvironment.getLocalGraphicsEnvironment()
                                    .getAllFonts())
                            .filter(font -> font.canDisplayUpTo(LETTERS) < 0)
                            .map(Font::getFamily)
                            .filter(name -> !LOGICAL.contains(name))
                            .distinct()
                            .limit(MOST_FONTS)
                            .toList();
                    boolean some = new Font(Font.SANS_SERIF, Font.PLAIN, 12).canDisplayUpTo(LETTERS) < 0;
                    return fonts.isEmpty() && !some
                            ? part("cli.doctor.fonts.latin")
                            : well("cli.doctor.fonts.chinese", "fonts", fonts.isEmpty() ? List.of("SansSerif") : fonts);
                },
                part("cli.doctor.fonts.none"));
    }

    /** A Java without a desktop, or a system without fonts, fails in ways of its own. */
    private static Finding orElse(Supplier<Finding> looked, Finding failed) {
        try {
            return looked.get();
        } catch (RuntimeException | LinkageError | InternalError e) {
            return failed;
        }
    }

    /** Whether there is room for what is written on the way. */
    private static Finding directory() {
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            Path file = Files.createTempFile(directory, "gs-edubalance", null);
            try {
                Files.writeString(file, LETTERS, StandardCharsets.UTF_8);
                long free = Files.getFileStore(directory).getUsableSpace() / MEGABYTE;
                return well("cli.doctor.directory.writable", "directory", directory.toString(), "free", free);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            return new Finding(
                    Grade.BROKEN, Message.of("cli.doctor.directory.closed", "directory", directory.toString()));
        }
    }

    private Finding port() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return well("cli.doctor.port.free", "port", port, "address", address);
        } catch (IOException | IllegalArgumentException e) {
            return part("cli.doctor.port.taken", "port", port, "address", address);
        }
    }
}
