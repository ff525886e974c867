package org.edubalance.server.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.edubalance.messages.Refusal;
import org.geotools.api.style.NamedLayer;
import org.geotools.api.style.Rule;
import org.geotools.api.style.StyledLayerDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the reader takes, and that it names whatever it does not. */
class SldReaderTest {

    private static final String POINT =
            "<PointSymbolizer><Graphic><Mark><WellKnownName>circle</WellKnownName></Mark></Graphic></PointSymbolizer>";

    static StyledLayerDescriptor read(String document) {
        return SldReader.read(document.getBytes(StandardCharsets.UTF_8), FunctionPolicy.SERVER);
    }

    static String sld(String featureTypeStyle) {
        return "<StyledLayerDescriptor version='1.0.0' xmlns='http://www.opengis.net/sld'"
                + " xmlns:ogc='http://www.opengis.net/ogc'><NamedLayer><Name>layer</Name><UserStyle>"
                + "<FeatureTypeStyle>" + featureTypeStyle + "</FeatureTypeStyle></UserStyle></NamedLayer>"
                + "</StyledLayerDescriptor>";
    }

    static String rule(String content) {
        return sld("<Rule>" + content + "</Rule>");
    }

    private static Rule firstRule(String document) {
        NamedLayer layer = (NamedLayer) read(document).layers().get(0);
        return layer.styles().get(0).featureTypeStyles().get(0).rules().get(0);
    }

    @Test
    void readsARule() {
        Rule rule = firstRule(rule("<Name>a</Name><Title>Schools / 学校</Title><ogc:Filter><ogc:PropertyIsLessThan>"
                + "<ogc:PropertyName>cv</ogc:PropertyName><ogc:Literal>0.5</ogc:Literal></ogc:PropertyIsLessThan>"
                + "</ogc:Filter><MaxScaleDenominator>50000</MaxScaleDenominator>" + POINT));
        assertThat(rule.getName()).isEqualTo("a");
        assertThat(rule.getDescription().getTitle().toString()).isEqualTo("Schools / 学校");
        assertThat(rule.getFilter().toString()).isEqualTo("[ cv < 0.5 ]");
        assertThat(rule.getMaxScaleDenominator()).isEqualTo(50000);
        assertThat(rule.symbolizers()).hasSize(1);
    }

    static Stream<Arguments> refused() {
        String mark = "<PointSymbolizer><Graphic><Mark>%s</Mark></Graphic></PointSymbolizer>";
        String filter = "<ogc:Filter>%s</ogc:Filter>";
        return Stream.of(
                refused(rule("<Blink/>"), "Blink in Rule"),
                refused(rule("<LegendGraphic/>"), "LegendGraphic in Rule"),
                refused(
                        sld("<SemanticTypeIdentifier>a</SemanticTypeIdentifier>"),
                        "the element SemanticTypeIdentifier in FeatureTypeStyle"),
                refused(
                        rule("<PointSymbolizer><Graphic><ExternalGraphic/></Graphic></PointSymbolizer>"),
                        "ExternalGraphic in Graphic"),
                refused(
                        rule(mark.formatted("<WellKnownName>ttf://x#1</WellKnownName>")),
                        "WellKnownName must be one of circle, square, triangle, star, cross, x, got “ttf://x#1”"),
                refused(rule(mark.formatted("<Fill><GraphicFill/></Fill>")), "GraphicFill in Fill"),
                refused(
                        rule(mark.formatted("<Fill><CssParameter name='filter'>x</CssParameter></Fill>")),
                        "CssParameter “filter” in Fill"),
                refused(rule(mark.formatted("<Fill opacity='1'/>")), "opacity of Fill"),
                refused(
                        rule("<RasterSymbolizer><ShadedRelief/></RasterSymbolizer>"),
                        "ShadedRelief in RasterSymbolizer"),
                refused(rule("<RasterSymbolizer/>"), "RasterSymbolizer has no ColorMap"),
                refused(
                        rule("<RasterSymbolizer><ColorMap type='fancy'/></RasterSymbolizer>"),
                        "ColorMap type must be one of ramp, intervals, values, got “fancy”"),
                refused(
                        rule("<TextSymbolizer><Label>a</Label><VendorOption name='group'>yes</VendorOption>"
                                + "</TextSymbolizer>"),
                        "vendor option “group”"),
                refused(
                        rule("<LineSymbolizer><Stroke><CssParameter name='stroke-dasharray'>0.1 0.1</CssParameter>"
                                + "</Stroke></LineSymbolizer>"),
                        "stroke-dasharray"),
                refused(rule(filter.formatted("<ogc:Intersects/>")), "ogc:Intersects in ogc:Filter"),
                refused(rule(filter.formatted("")), "must hold one element"),
                refused(
                        rule(filter.formatted(
                                "<ogc:PropertyIsNull><ogc:Function name='nonsense'/></ogc:PropertyIsNull>")),
                        "function “nonsense”"),
                refused(
                        rule(filter.formatted(
                                "<ogc:PropertyIsNull><ogc:Function name='vec:Bounds'/></ogc:PropertyIsNull>")),
                        "process “vec:Bounds” can be used in a Transformation only"),
                refused(sld("<Transformation><ogc:Function name='env'/></Transformation>"), "“env” is none"),
                refused("<a/>", "must be an SLD 1.0.0 document"),
                refused(sld("").replace("'1.0.0'", "'1.1.0'"), "version must be 1.0.0, got “1.1.0”"),
                refused(sld("").replace("NamedLayer", "UserLayer"), "UserLayer in StyledLayerDescriptor"),
                refused("<a", "not well-formed"),
                refused("<?xml version='1.0' encoding='UTF-7'?><a/>", "not well-formed"),
                refused("<?xml version='1.0' encoding='none'?><a/>", "not well-formed"),
                refused(
                        rule(
                                "<RasterSymbolizer><ColorMap><ColorMapEntry color='#ffffff' quantity='${\\uzz}'/></ColorMap>"
                                        + "</RasterSymbolizer>"),
                        "quantity of a ColorMapEntry is not an ECQL expression"),
                refused(
                        rule("<RasterSymbolizer><ColorMap><ColorMapEntry color='#ffffff' quantity='${1"
                                + "0".repeat(100) + "}'/></ColorMap></RasterSymbolizer>"),
                        "quantity of a ColorMapEntry is not an ECQL expression"),
                refused("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "DOCTYPE"),
                refused(rule("<PointSymbolizer>text</PointSymbolizer>"), "holds the text “text”"));
    }

    private static Arguments refused(String document, String words) {
        return Arguments.of(document, words);
    }

    @ParameterizedTest
    @MethodSource
    void refused(String document, CharSequence words) {
        assertThatThrownBy(() -> read(document)).isInstanceOf(Refusal.class).hasMessageContaining(words.toString());
    }

    @Test
    void refusesDocumentsNestedTooDeeply() {
        String deep = "<ogc:Not>".repeat(5000) + "</ogc:Not>".repeat(5000);
        assertThatThrownBy(() -> read(rule("<ogc:Filter>" + deep + "</ogc:Filter>")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not well-formed");
    }

    @ParameterizedTest
    @MethodSource("requestRefusals")
    void refusesCostlyThingsInRequests(String document, String words) {
        assertThat(read(document)).isNotNull();
        assertThatThrownBy(() -> SldReader.read(document.getBytes(StandardCharsets.UTF_8), FunctionPolicy.REQUEST))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(words);
    }

    static Stream<Arguments> requestRefusals() {
        String parameter = "<ogc:Function name='parameter'><ogc:Literal>%s</ogc:Literal>%s</ogc:Function>";
        return Stream.of(
                Arguments.of(
                        rule("<PointSymbolizer><Geometry><ogc:Function name='buffer'><ogc:PropertyName>the_geom"
                                + "</ogc:PropertyName><ogc:Literal>1</ogc:Literal></ogc:Function></Geometry>"
                                + "<Graphic><Mark/></Graphic></PointSymbolizer>"),
                        "function “buffer”"),
                Arguments.of(
                        sld("<Transformation><ogc:Function name='vec:Bounds'/></Transformation>"),
                        "process “vec:Bounds” is not allowed"),
                Arguments.of(
                        rule("<RasterSymbolizer><ColorMap><ColorMapEntry color='#000000'"
                                + " quantity=\"${strLength(strReplace('aaaa','(a*)*b','',true))}\"/></ColorMap>"
                                + "</RasterSymbolizer>"),
                        "function “strReplace”"),
                Arguments.of(
                        sld("<Transformation><ogc:Function name='edu:AssessSchools'>"
                                + parameter.formatted("outputWidth", "<ogc:Literal>100000</ogc:Literal>")
                                + "</ogc:Function></Transformation>"),
                        "outputWidth"),
                Arguments.of(
                        weight("<ogc:Literal>strLength(strReplace(name,'(a*)*b','',true))</ogc:Literal>"),
                        "function “strReplace”"),
                Arguments.of(
                        weight("<ogc:Function name='strConcat'><ogc:Literal>strRepl</ogc:Literal>"
                                + "<ogc:Literal>ace(name,'(a*)*b','',true)</ogc:Literal></ogc:Function>"),
                        "function “strConcat”"));
    }

    private static String weight(String expression) {
        return sld("<Transformation><ogc:Function name='edu:KernelDensity'><ogc:Function name='parameter'>"
                + "<ogc:Literal>weight</ogc:Literal>" + expression
                + "</ogc:Function></ogc:Function></Transformation>");
    }
}
