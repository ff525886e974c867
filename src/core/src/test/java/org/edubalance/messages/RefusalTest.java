package org.edubalance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.edubalance.definitions.Label;
import org.junit.jupiter.api.Test;

class RefusalTest {

    @Test
    void saysTheSameInBothLanguages() {
        Refusal refusal = Refusal.of("language.unknown", "got", "fr").about("lang");
        assertThat(refusal.in(Language.EN)).isEqualTo("lang must be en or zh, got “fr”");
        assertThat(refusal.in(Language.ZH)).isEqualTo("lang 必须是 en 或 zh，现为“fr”");
    }

    @Test
    void namesThePlace() {
        Refusal refusal = Refusal.of("json.missing", "path", "a.b").at(Place.feature("schools.7", "Bayi"));
        assertThat(refusal.in(Language.EN)).isEqualTo("a.b is missing (Bayi, feature schools.7)");
        assertThat(refusal.in(Language.ZH)).isEqualTo("缺少 a.b（Bayi，要素schools.7）");
        assertThat(Refusal.of("json.missing", "path", "a.b").at(Place.line(3)).in(Language.EN))
                .isEqualTo("a.b is missing (line 3)");
    }

    @Test
    void keepsTheFirstInputAndPlace() {
        Refusal refusal = Refusal.of("json.missing", "path", "a").about("inner").at(Place.line(1));
        refusal.about("outer").at(Place.line(2));
        assertThat(refusal.input()).isEqualTo("inner");
        assertThat(refusal.place()).isEqualTo(Place.line(1));
    }

    @Test
    void aReasonInsideAReasonIsTranslatedToo() {
        Refusal inner = Refusal.of("definition.label.empty");
        Refusal outer = Refusal.because(inner, "json.part", "path", "standard.title", "reason", inner);
        assertThat(outer.in(Language.ZH)).isEqualTo("standard.title：中英文不能都为空");
        assertThat(Refusal.in(new IllegalStateException(outer))).isSameAs(outer);
    }

    @Test
    void aMessageIsInTheLanguageOfWhoeverTheThreadWorksFor() {
        Refusal refusal = Refusal.of("json.missing", "path", "a");
        List<String> texts = new ArrayList<>();
        Language.ZH.use(() -> {
            texts.add(refusal.getMessage());
            Language.EN.use(() -> texts.add(refusal.getMessage()));
            texts.add(refusal.getMessage());
        });
        assertThat(texts).containsExactly("缺少 a", "a is missing", "缺少 a");
        assertThat(Language.of(Locale.SIMPLIFIED_CHINESE)).isEqualTo(Language.ZH);
        assertThat(Language.of(Locale.GERMANY)).isEqualTo(Language.EN);
    }

    @Test
    void factsAreWrittenAsTheirKindAsks() {
        assertThat(wrong(-5.0)).endsWith("got -5");
        assertThat(wrong(1234567.25)).endsWith("got 1234567.25");
        assertThat(wrong("a\u0007b")).endsWith("got “a b”");
        assertThat(wrong("x".repeat(500))).hasSizeLessThan(200).endsWith("…”");
        assertThat(wrong(null)).endsWith("got nothing");
        assertThat(wrong(List.of("a", 2))).endsWith("got a, 2");
        assertThat(wrong(new Label("one", "一"))).endsWith("got one");
    }

    private static String wrong(Object got) {
        return Message.of("json.wrong", "path", "p", "accepted", "right", "got", got)
                .in(Language.EN);
    }

    @Test
    void aSlotWithoutAFactIsAFaultOfTheProgram() {
        assertThatThrownBy(() -> Message.of("json.missing").in(Language.EN)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Message.of("no.such.key").in(Language.EN)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anIncidentIsLoggedOnceAndToldByItsId() {
        List<String> log = new ArrayList<>();
        NullPointerException fault = new NullPointerException("secret");
        Incident incident = Incident.of(fault, (line, thrown) -> log.add(line + " " + thrown.getMessage()));
        Incident again = Incident.of(new RuntimeException(incident), (line, thrown) -> log.add("again"));
        assertThat(again).isSameAs(incident);
        assertThat(log).containsExactly("incident " + incident.id() + " secret");
        assertThat(incident.in(Language.EN)).contains(incident.id()).doesNotContain("secret");
        assertThat(incident.in(Language.ZH)).contains(incident.id());
    }
}
