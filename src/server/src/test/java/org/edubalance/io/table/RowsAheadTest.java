package org.edubalance.io.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RowsAheadTest {

    /** Rows of their number and as many letters, the last of which is told by who reads it. */
    private static final class Numbers implements RowSource {

        private final int rows;
        private final RuntimeException atTheEnd;
        private final AtomicInteger read = new AtomicInteger();

        Numbers(int rows, RuntimeException atTheEndOrNull) {
            this.rows = rows;
            this.atTheEnd = atTheEndOrNull;
        }

        @Override
        public boolean next(Row row) {
            int number = read.incrementAndGet();
            if (number > rows) {
                if (atTheEnd != null) {
                    throw atTheEnd;
                }
                return false;
            }
            row.begin(number);
            row.add(Integer.toString(number));
            row.add("x".repeat(number % 1000 == 0 ? 200_000 : number % 7));
            return true;
        }

        @Override
        public boolean isRagged() {
            return true;
        }

        @Override
        public void tell(ReadingNotes notes) {
            notes.add(Message.of("table.note.empty"));
        }
    }

    @Test
    void givesTheSameRowsInTheSameOrder() throws IOException {
        for (int rows : new int[] {0, 1, 511, 512, 513, 5000}) {
            Row row = new Row();
            try (RowsAhead ahead = RowsAhead.of(new Numbers(rows, null))) {
                assertThat(ahead.isRagged()).isTrue();
                for (int number = 1; number <= rows; number++) {
                    assertThat(ahead.next(row)).isTrue();
                    assertThat(row.line()).isEqualTo(number);
                    assertThat(row.text(0)).isEqualTo(Integer.toString(number));
                    assertThat(row.text(1)).hasSize(number % 1000 == 0 ? 200_000 : number % 7);
                }
                assertThat(ahead.next(row)).isFalse();
                assertThat(ahead.next(row)).isFalse();
                ReadingNotes notes = new ReadingNotes();
                ahead.tell(notes);
                assertThat(notes.isEmpty()).isFalse();
            }
        }
    }

    @Test
    void failsWhereTheSourceFails() throws IOException {
        Refusal refusal = Refusal.of("format.csv.quotes");
        Row row = new Row();
        try (RowsAhead ahead = RowsAhead.of(new Numbers(700, refusal))) {
            for (int number = 1; number <= 700; number++) {
                assertThat(ahead.next(row)).isTrue();
            }
            assertThatThrownBy(() -> ahead.next(row)).isSameAs(refusal);
        }
    }

    @Test
    void endsWithItsReader() throws Exception {
        Numbers source = new Numbers(Integer.MAX_VALUE, null);
        Row row = new Row();
        try (RowsAhead ahead = RowsAhead.of(source)) {
            ahead.next(row);
        }
        int read = source.read.get();
        Thread.sleep(50);
        assertThat(source.read.get()).isEqualTo(read).isLessThan(10_000);
    }

    @Test
    void readsInTheLanguageOfWhoeverWantsTheRows() throws IOException {
        Row row = new Row();
        RowSource spoken = new RowSource() {
            private boolean done;

            @Override
            public boolean next(Row into) {
                into.begin(1);
                into.add(Language.current().code());
                done = !done;
                return done;
            }

            @Override
            public boolean isRagged() {
                return false;
            }
        };
        Language.ZH.use(() -> {
            try (RowsAhead ahead = RowsAhead.of(spoken)) {
                ahead.next(row);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(row.text(0)).isEqualTo("zh");
    }
}
