package org.edubalance.process.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.geotools.process.ProcessException;

/** What a user is told whose inputs are refused, in both languages. */
public final class Refused {

    private Refused() {}

    /** Runs a process as hosts do ("name", value, …) and expects it to refuse with these texts. */
    public static void assertRefused(String en, String zh, String process, Object... inputs) {
        assertThatThrownBy(() -> Features.run(process, inputs))
                .isInstanceOf(ProcessException.class)
                .satisfies(thrown -> {
                    Refusal refusal = Refusal.in(thrown);
                    assertThat(refusal.in(Language.EN)).isEqualTo(en);
                    assertThat(refusal.in(Language.ZH)).isEqualTo(zh);
                });
    }
}
