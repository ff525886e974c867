package org.edubalance.io.shapefile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.edubalance.messages.Refusal;

/** A part of a file in memory, which is moved along it. */
final class FileWindow implements AutoCloseable {

    private static final int USUAL = 1 << 20;

    private final FileChannel channel;
    private final long size;
    private ByteBuffer buffer =
            ByteBuffer.allocate(USUAL).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private long start;

    FileWindow(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        size = channel.size();
    }

    /** The file's length in bytes. */
    long size() {
        return size;
    }

    /**
     * Some bytes of the file.
     *
     * @return a buffer, little-endian, whose position is where they begin and which the next call may change
     * @throws Refusal if the file is shorter
     */
    ByteBuffer at(long position, int length) throws IOException {
        if (position < start || position + length > start + buffer.limit()) {
            move(position, length);
        }
        return buffer.position((int) (position - start));
    }

    byte[] array() {
        return buffer.array();
    }

    private void move(long position, int length) throws IOException {
        if (position + length > size) {
            throw cutOff();
        }
        if (length > buffer.capacity()) {
            buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        }
        buffer.clear();
        start = position;
        while (buffer.hasRemaining() && channel.read(buffer, start + buffer.position()) > 0) {
            // until it is full, or the file ends
        }
        buffer.flip();
        if (buffer.limit() < length) {
            throw cutOff();
        }
    }

    private static Refusal cutOff() {
        return Refusal.of("format.shp.cut");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
