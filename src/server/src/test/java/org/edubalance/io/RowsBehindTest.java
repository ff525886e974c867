package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RowsBehindTest {

    private static List<List<Object>> block(int from, int to) {
        List<List<Object>> block = new ArrayList<>();
        for (int i = from; i < to; i++) {
            block.add(List.of(i));
        }
        return block;
    }

    @Test
    void handsOnAllRowsInTheirOrder() throws IOException {
        for (int blocks : new int[] {0, 1, 3, 40}) {
            List<Object> taken = new ArrayList<>();
            try (RowsBehind behind = new RowsBehind(cells -> taken.add(cells.get(0)))) {
                for (int i = 0; i < blocks; i++) {
                    behind.add(block(10 * i, 10 * i + 10));
                }
                behind.finish(block(10 * blocks, 10 * blocks + 3));
            }
            assertThat(taken).hasSize(10 * blocks + 3);
            for (int i = 0; i < taken.size(); i++) {
                assertThat(taken.get(i)).isEqualTo(i);
            }
        }
    }

    @Test
    void failsAsWhoeverTakesTheRows() {
        for (int blocks : new int[] {0, 1, 100}) {
            IOException full = new IOException("full");
            RowsBehind behind = new RowsBehind(cells -> {
                throw full;
            });
            assertThatThrownBy(() -> {
                        for (int i = 0; i < blocks; i++) {
                            behind.add(block(0, 10));
                        }
                        behind.finish(block(0, 10));
                    })
                    .isSameAs(full);
            behind.close();
        }
    }

    @Test
    void endsWhereNoMoreRowsCome() throws IOException {
        List<Object> taken = new ArrayList<>();
        try (RowsBehind behind = new RowsBehind(cells -> taken.add(cells.get(0)))) {
            behind.add(block(0, 10));
        }
        assertThat(taken).hasSizeLessThanOrEqualTo(10);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
