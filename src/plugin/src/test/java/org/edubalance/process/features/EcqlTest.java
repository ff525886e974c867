package org.edubalance.process.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.edubalance.messages.Refusal;
import org.geotools.api.filter.expression.Function;
import org.geotools.filter.visitor.DefaultFilterVisitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcqlTest {

    /** A host that lets no one call {@code strReplace}. */
    private static final class NoReplacing extends DefaultFilterVisitor {
        @Override
        public Object visit(Function function, Object data) {
            if (function.getName().equalsIgnoreCase("strReplace")) {
                throw Refusal.of("ecql.expression", "subject", "weight", "got", "strReplace");
            }
            return super.visit(function, data);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "strReplace(name, '(a*)*b', '', true)",
                "STRREPLACE (name, '(a*)*b', '', true)",
                "\"strReplace\"(name, '(a*)*b', '', true)",
                "1 + strLength(strReplace(name, '(a*)*b', '', true))"
            })
    void showsAHostWhatWasParsed(String text) {
        assertThatThrownBy(() -> Ecql.checkedBy(new NoReplacing(), () -> Ecql.expression("weight", text)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.input()).isEqualTo("weight"));
        assertThatThrownBy(() -> Ecql.checkedBy(new NoReplacing(), () -> Ecql.filters("f", "a = 1; " + text + " = 1")))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"strRepl\\u0061ce(name,'a','b',true)", "strRepl\\uu0061ce(name,'a','b',true)", "'\\uzz'"})
    void refusesLettersByTheirCode(String text) {
        assertThatThrownBy(() -> Ecql.expression("weight", text)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Ecql.filter("filter", text + " = 1")).isInstanceOf(Refusal.class);
    }

    @Test
    void checksOnlyMeanwhile() {
        Ecql.checkedBy(new NoReplacing(), () -> Ecql.expression("weight", "pupils / teachers"));
        assertThat(Ecql.expression("weight", "strReplace(name, 'a', 'b', true)"))
                .isNotNull();
    }
}
