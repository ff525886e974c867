package org.edubalance.server.execution;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.edubalance.messages.Refusal;

/** A stream that refuses the first byte beyond a limit. */
final class BoundedOutput extends FilterOutputStream {

    private final long limit;
    private final Supplier<Refusal> refusal;
    private long written;

    BoundedOutput(OutputStream out, long limit, Supplier<Refusal> refusal) {
        super(out);
        this.limit = limit;
        this.refusal = refusal;
    }

    private void count(int bytes) {
        written += bytes;
        if (written > limit) {
            throw refusal.get();
        }
    }

    @Override
    public void write(int b) throws IOException {
        count(1);
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        count(length);
        out.write(bytes, offset, length);
    }
}
