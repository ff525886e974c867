package org.edubalance.server.ows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.edubalance.messages.Refusal;
import org.junit.jupiter.api.Test;

class KvpTest {

    @Test
    void findsKeysInAnyCaseAndDecodesValues() {
        Kvp kvp = Kvp.parse("SERVICE=WPS&Request=Get%20it&layers=a,,b&empty=");
        assertThat(kvp.required("service")).isEqualTo("WPS");
        assertThat(kvp.get("REQUEST")).contains("Get it");
        assertThat(kvp.list("LAYERS")).containsExactly("a", "", "b");
        assertThat(kvp.get("empty")).isEmpty();
        assertThat(kvp.get("other")).isEmpty();
    }

    @Test
    void refusesAKeyWithTwoMeanings() {
        assertThatThrownBy(() -> Kvp.parse("a=1&A=2")).isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.input())
                .isEqualToIgnoringCase("a"));
        assertThat(Kvp.parse("a=1&A=1").required("a")).isEqualTo("1");
    }

    @Test
    void refusesWhatIsNotEncodedOrNoNumber() {
        assertThatThrownBy(() -> Kvp.parse("a=%zz").get("a"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("percent-encoded");
        assertThatThrownBy(() -> Kvp.parse("width=9999999999").integer("width"))
                .isInstanceOf(Refusal.class)
                .hasMessage("width must be a whole number, got “9999999999”");
    }
}
