package org.edubalance.server.ows;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ServerProperties;

/**
 * Reads the bodies of requests, within limits: the size of one, the time that one may take however slowly it comes, how
 * many are read at a time so that threads are left for others, and the memory that all take together; of both one client
 * alone has a share.
 */
public final class Bodies {

    private static final long WAIT_MILLIS = 5_000;
    private static final long MOST_DISCARDED = 100_000_000;
    private static final int CHUNK = 1 << 16;

    private final ServerProperties.Limits limits;
    private final Places readers;
    private final Room room;

    /** @param readers bodies that are read at a time */
    Bodies(ServerProperties.Limits limits, int readers) {
        this.limits = limits;
        this.readers = new Places(readers);
        room = new Room(
                limits.heldSize().toBytes(), limits.shareOf(limits.heldSize().toBytes()));
    }

    /** A body, and the room that it takes until the lease ends. */
    public record Body(byte[] content, Lease lease) {}

    /** @throws Refusal if the body is beyond a limit, is not compressed as it says, or there is no room for it */
    public Body read(HttpServletRequest http) throws IOException {
        long limit = limits.requestSize().toBytes();
        String client = Places.client(http.getRemoteAddr());
        switch (readers.take(client)) {
            case FULL -> throw OwsException.coded(OwsException.SERVER_BUSY, 503, "ows.body.busy");
            case SHARE_TAKEN ->
                throw OwsException.coded(OwsException.SERVER_BUSY, 503, "ows.body.client", "limit", readers.share());
            case TAKEN -> {
                // until it is read
            }
        }
        Lease lease = null;
        try {
            if (http.getContentLengthLong() > limit) {
                discard(new Deadline(http.getInputStream(), limits.requestTime()));
                throw tooLarge(limit);
            }
            boolean known = http.getContentLengthLong() >= 0 && encoding(http).isEmpty();
            long expected = known ? http.getContentLengthLong() : CHUNK;
            lease = waiting(() -> room.take(client, expected, WAIT_MILLIS));
            byte[] content = read(http, limit, expected, lease);
            lease.shrink(content.length);
            return new Body(content, lease);
        } catch (IOException | RuntimeException | Error e) {
            if (lease != null) {
                lease.end();
            }
            throw e;
        } finally {
            readers.leave(client);
        }
    }

    /** Something that waits. */
    private interface Waiting<T> {
        T done() throws InterruptedException;
    }

    private static <T> T waiting(Waiting<T> work) {
        try {
            return work.done();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OwsException.coded(OwsException.SERVER_BUSY, 503, "ows.body.busy");
        }
    }

    /** Reads a body of a length that is told, or for which the lease grows as it comes. */
    private byte[] read(HttpServletRequest http, long limit, long expected, Lease lease) throws IOException {
        InputStream in = new Deadline(http.getInputStream(), limits.requestTime());
        try {
            if (encoding(http).equals("gzip")) {
                in = new GZIPInputStream(in, CHUNK);
            } else if (!encoding(http).isEmpty()) {
                throw OwsException.coded(
                        OwsException.NO_APPLICABLE_CODE, 415, "ows.body.encoding", "got", encoding(http));
            }
            ByteArrayOutputStream content =
                    new ByteArrayOutputStream((int) Math.max(expected, Math.min(limit, http.getContentLengthLong())));
            byte[] chunk = new byte[(int) Math.max(1, Math.min(CHUNK, expected))];
            long leased = expected;
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                if (content.size() + (long) n > limit) {
                    discard(in);
                    throw tooLarge(limit);
                }
                if (content.size() + (long) n > leased) {
                    long more = leased;
                    waiting(() -> {
                        lease.grow(more, WAIT_MILLIS);
                        return lease;
                    });
                    leased += more;
                }
                content.write(chunk, 0, n);
            }
            return content.toByteArray();
        } catch (ZipException e) {
            throw Refusal.because(e, "ows.body.gzip");
        } catch (IOException e) {
            // the client's connection broke, or nothing came for too long
            throw Refusal.because(e, "ows.body.broken");
        }
    }

    /** Reads on, so that a client which sends too much can read the answer when it is done. */
    private static void discard(InputStream in) {
        try {
            in.skipNBytes(MOST_DISCARDED);
        } catch (IOException | Refusal e) {
            // all that there was, or it takes too long
        }
    }

    private static String encoding(HttpServletRequest http) {
        String encoding = http.getHeader("Content-Encoding");
        return encoding == null || encoding.strip().equalsIgnoreCase("identity")
                ? ""
                : encoding.strip().toLowerCase(Locale.ROOT);
    }

    /** Refuses to go on once the time is over, also where what comes makes nothing when it is decompressed. */
    private static final class Deadline extends FilterInputStream {

        private final Duration time;
        private final long end;

        Deadline(InputStream in, Duration time) {
            super(in);
            this.time = time;
            end = System.nanoTime() + time.toNanos();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = in.read(bytes, offset, length);
            if (System.nanoTime() - end > 0) {
                throw OwsException.coded(
                        OwsException.NO_APPLICABLE_CODE, 408, "ows.body.slow", "limit", time.toMillis() / 1000.0);
            }
            return n;
        }
    }

    private static Refusal tooLarge(long limit) {
        return OwsException.coded(OwsException.NO_APPLICABLE_CODE, 413, "ows.body.size", "limit", limit);
    }
}
