package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

    /** The entry that ends a zip without a comment. */
    private static final int END = 22;

    @TempDir
    private Path directory;

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("schools.csv"));
            zip.write("name\nBayi\n".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private Throwable opened(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("a.zip"), bytes);
        return catchThrowable(() -> Archive.open(file, 1_000_000).close());
    }

    private static void assertBroken(Throwable thrown, String which) {
        assertThat(thrown).as(which).isInstanceOf(Refusal.class);
        Refusal refusal = (Refusal) thrown;
        assertThat(refusal.in(Language.EN)).as(which).isEqualTo("not a zip that can be read");
        assertThat(refusal.in(Language.ZH)).as(which).isEqualTo("无法作为 zip 读取");
    }

    @Test
    void isBrokenWhereverItIsCutOff() throws IOException {
        byte[] zip = zip();
        assertThat(opened(zip)).isNull();
        for (int length = 0; length < zip.length; length++) {
            assertBroken(opened(Arrays.copyOf(zip, length)), "cut off at " + length);
        }
    }

    /** As a download that broke off leaves it: the last bytes are those of a comment, which are not all there. */
    @Test
    void isBrokenWhereItsCommentIsCutOff() throws IOException {
        for (int there = 0; there < 40; there++) {
            byte[] zip = zip();
            byte[] cut = Arrays.copyOf(zip, zip.length + there);
            cut[zip.length - 2] = (byte) (there + 1);
            assertBroken(opened(cut), there + " of " + (there + 1));
        }
    }

    /** Whatever the end says of sizes and places: read, or refused. */
    @Test
    void isReadOrRefusedWhateverItsEndSays() throws IOException {
        byte[] zip = zip();
        for (int place = zip.length - END; place < zip.length; place++) {
            for (int value : new int[] {0, 1, 2, 0x7F, 0x80, 0xFF}) {
                byte[] changed = zip.clone();
                changed[place] = (byte) value;
                Throwable thrown = opened(changed);
                if (thrown != null) {
                    assertThat(thrown).as(place + " is " + value).isInstanceOf(Refusal.class);
                }
            }
        }
    }
}
