package org.edubalance.server.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.edubalance.messages.Refusal;
import org.geotools.api.style.NamedLayer;
import org.geotools.api.style.RasterSymbolizer;
import org.junit.jupiter.api.Test;

class ColorRampTest {

    private static final String THREE = "<ColorMapEntry color='#000000' quantity='0' opacity='0'/>"
            + "<ColorMapEntry color='#ff0000' quantity='10'/><ColorMapEntry color='#ffffff' quantity='20'/>";

    private static ColorRamp ramp(String type, String entries) {
        NamedLayer layer = (NamedLayer) SldReaderTest.read(SldReaderTest.rule("<RasterSymbolizer><ColorMap type='"
                        + type + "'>" + entries + "</ColorMap></RasterSymbolizer>"))
                .layers()
                .get(0);
        RasterSymbolizer symbolizer = (RasterSymbolizer) layer.styles()
                .get(0)
                .featureTypeStyles()
                .get(0)
                .rules()
                .get(0)
                .symbolizers()
                .get(0);
        return ColorRamp.of(symbolizer.getColorMap(), 1);
    }

    @Test
    void rampsInterpolateColourAndOpacityAndGoOnFlat() {
        ColorRamp ramp = ramp("ramp", THREE);
        assertThat(ramp.argb(-1)).isEqualTo(0x00000000);
        assertThat(ramp.argb(5)).isEqualTo(0x80800000);
        assertThat(ramp.argb(10)).isEqualTo(0xFFFF0000);
        assertThat(ramp.argb(15)).isEqualTo(0xFFFF8080);
        assertThat(ramp.argb(1e9)).isEqualTo(0xFFFFFFFF);
        assertThat(ramp.argb(Double.NaN)).isZero();
    }

    @Test
    void intervalsReachUpToTheirQuantity() {
        ColorRamp ramp = ramp("intervals", THREE);
        assertThat(ramp.argb(-1)).isEqualTo(0x00000000);
        assertThat(ramp.argb(0)).isEqualTo(0xFFFF0000);
        assertThat(ramp.argb(9.99)).isEqualTo(0xFFFF0000);
        assertThat(ramp.argb(10)).isEqualTo(0xFFFFFFFF);
        assertThat(ramp.argb(20)).isZero();
    }

    @Test
    void valuesColourJustThemselves() {
        ColorRamp ramp = ramp("values", THREE);
        assertThat(ramp.argb(10)).isEqualTo(0xFFFF0000);
        assertThat(ramp.argb(10.5)).isZero();
    }

    @Test
    void aRampMayJump() {
        ColorRamp ramp = ramp(
                "ramp",
                "<ColorMapEntry color='#000000' quantity='0'/><ColorMapEntry color='#000000' quantity='1'/>"
                        + "<ColorMapEntry color='#ffffff' quantity='1'/><ColorMapEntry color='#ffffff' quantity='2'/>");
        assertThat(ramp.argb(0.999)).isEqualTo(0xFF000000);
        assertThat(ramp.argb(1)).isEqualTo(0xFFFFFFFF);
    }

    @Test
    void entriesMayBeExpressions() {
        ColorRamp ramp = ramp("values", "<ColorMapEntry color='#123456' quantity=\"${2*env('top',21)}\"/>");
        assertThat(ramp.quantity(0)).isEqualTo(42);
    }

    @Test
    void refusesQuantitiesThatFallOrAreNoNumbers() {
        assertThatThrownBy(() -> ramp(
                        "ramp",
                        "<ColorMapEntry color='#000000' quantity='2'/><ColorMapEntry color='#000000' quantity='1'/>"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("must rise");
        assertThatThrownBy(() -> ramp("ramp", "<ColorMapEntry color='#000000' quantity='many'/>"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("“many”");
        assertThatThrownBy(() -> ramp("ramp", "<ColorMapEntry color='reddish' quantity='1'/>"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("“reddish”");
    }
}
