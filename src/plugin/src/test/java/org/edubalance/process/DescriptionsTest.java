package org.edubalance.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescriptionsTest {

    private static final EduProcessFactory FACTORY = new EduProcessFactory();

    static Set<Name> processes() {
        return FACTORY.getNames();
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyProcessAndInputIsDescribedInBothLanguages(Name process) {
        assertInBothLanguages(FACTORY.getTitle(process).toString(Locale.CHINA), process.getLocalPart());
        assertInBothLanguages(FACTORY.getDescription(process).toString(Locale.CHINA), process.getLocalPart());
        assertThat(FACTORY.getTitle(process).toString(Locale.UK)).doesNotContainPattern("\\p{IsHan}");
        FACTORY.getParameterInfo(process).forEach((name, input) -> {
            // a name without an everyday word stays as it is
            if (!name.equals("k")) {
                assertInBothLanguages(input.title.toString(Locale.CHINA), process.getLocalPart() + "." + name);
            }
            assertInBothLanguages(input.description.toString(Locale.CHINA), process.getLocalPart() + "." + name);
        });
    }

    private static void assertInBothLanguages(String chinese, String of) {
        assertThat(chinese).as(of).containsPattern("\\p{IsHan}");
    }

    @ParameterizedTest
    @MethodSource("processes")
    void factsOfInputsHoldTogether(Name process) {
        Map<String, Parameter<?>> inputs = FACTORY.getParameterInfo(process);
        inputs.forEach((name, input) -> {
            String as = process.getLocalPart() + "." + name;
            Object of = input.metadata.get("edu.of");
            if (of != null) {
                assertThat(inputs).as(as).containsKey((String) of);
                assertThat(inputs.get(of).type).as(as).isEqualTo(SimpleFeatureCollection.class);
                assertThat(input.metadata).as(as).containsKey("edu.form");
            }
            if (SimpleFeatureCollection.class.isAssignableFrom(input.type)) {
                assertThat(input.metadata.get("edu.geometry")).as(as).isIn("point", "polygon", "any", "none");
            }
            boolean mandatory = input.minOccurs > 0 && input.sample == null;
            assertThat(mandatory && "true".equals(input.metadata.get("edu.advanced")))
                    .as(as + " is needed and folded away")
                    .isFalse();
        });
        Parameter<?> result = FACTORY.getResultInfo(process, Map.of()).get("result");
        assertInBothLanguages(result.description.toString(Locale.CHINA), process.getLocalPart());
        assertThat(result.metadata.get("edu.group"))
                .as(process.getLocalPart())
                .isIn("where", "good", "equal", "standard", "plan", "people");
    }
}
