package org.edubalance.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.messages.Refusal;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;

class KmlTest {

    private static final String SCHEMA = "<Schema name='s' id='s'><SimpleField name='code' type='string'/>"
            + "<SimpleField name='pupils' type='int'/></Schema>";

    private static final String SCHOOL = "<Placemark><name>第一小学</name><styleUrl>#x</styleUrl><ExtendedData>"
            + "<SchemaData schemaUrl='#s'><SimpleData name='code'>5426210001</SimpleData>"
            + "<SimpleData name='pupils'>640</SimpleData></SchemaData>"
            + "<Data name='open'><displayName>Open</displayName><value>true</value></Data></ExtendedData>"
            + "<Point><altitudeMode>clampToGround</altitudeMode><coordinates> 94.3585, 29.65849,0 </coordinates></Point>"
            + "</Placemark>";

    private final List<Message> notes = new ArrayList<>();

    @TempDir
    private Path directory;

    private static byte[] kml(String content) {
        return ("<?xml version='1.0' encoding='UTF-8'?><kml xmlns='http://www.opengis.net/kml/2.2'><Document>"
                        + "<name>d</name>" + content + "</Document></kml>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private List<SimpleFeature> read(byte[] bytes, ReadOptions options) throws IOException {
        notes.clear();
        return DataUtilities.list(Format.KML.read(
                SimpleFeatureCollection.class, new ByteArrayInputStream(bytes), options.withNotes(notes::add)));
    }

    private List<SimpleFeature> read(String content) throws IOException {
        return read(kml(content), ReadOptions.named("k"));
    }

    private String geometry(String xml) throws IOException {
        Object geometry = read("<Placemark>" + xml + "</Placemark>").get(0).getDefaultGeometry();
        return geometry == null ? null : geometry.toString();
    }

    @Test
    void readsNamesFieldsAndPlaces() throws IOException {
        SimpleFeature school =
                read(SCHEMA + "<Folder><name>f</name>" + SCHOOL + "</Folder>").get(0);

        assertThat(school.getFeatureType().getAttributeDescriptors())
                .extracting(AttributeDescriptor::getLocalName)
                .containsExactly("geometry", "name", "code", "pupils", "open");
        assertThat(school.getAttributes().subList(1, 5)).containsExactly("第一小学", "5426210001", 640, true);
        assertThat(school.getDefaultGeometry()).hasToString("POINT (94.3585 29.65849)");
        assertThat(notes).isEmpty();
    }

    @Test
    void aFieldIsOfNumbersOnlyIfAllItsValuesAre() throws IOException {
        String data = "<Placemark><ExtendedData><Data name='a'><value>%s</value></Data><Data name='b'><value>%s</value>"
                + "</Data><Data name='name'><value>x</value></Data></ExtendedData></Placemark>";
        List<SimpleFeature> read = read(data.formatted("7.50", "1") + data.formatted("007", "2.5"));

        assertThat(read).extracting(f -> f.getAttribute("a")).containsExactly("7.50", "007");
        assertThat(read).extracting(f -> f.getAttribute("b")).containsExactly(1.0, 2.5);
        assertThat(read).extracting(f -> f.getAttribute("name_2")).containsExactly("x", "x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            <Point><coordinates>1,2,3</coordinates></Point>                        | POINT (1 2)
            <Point><coordinates/></Point>                                          |
            <LineString><coordinates>1,2 3,4\\n5,6</coordinates></LineString>       | LINESTRING (1 2, 3 4, 5 6)
            <MultiGeometry><Point><coordinates>1,2</coordinates></Point><Point><coordinates>3,4</coordinates></Point></MultiGeometry> | MULTIPOINT ((1 2), (3 4))
            <MultiGeometry><Point><coordinates>1,2</coordinates></Point><LineString><coordinates>1,2 3,4</coordinates></LineString></MultiGeometry> | GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))
            <Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 9,0 9,9 0,0</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>6,2 7,2 7,3 6,2</coordinates></LinearRing></innerBoundaryIs></Polygon> | POLYGON ((0 0, 9 0, 9 9, 0 0), (6 2, 7 2, 7 3, 6 2))
            """)
    void readsGeometries(String xml, String wkt) throws IOException {
        assertThat(geometry(xml.replace("\\n", "\n"))).isEqualTo(wkt);
    }

    @Test
    void keepsAltitudesThatAreNotZero() throws IOException {
        SimpleFeature high = read("<Placemark><Point><coordinates>1,2,3</coordinates></Point></Placemark>")
                .get(0);
        assertThat(((Geometry) high.getDefaultGeometry()).getCoordinate().getZ())
                .isEqualTo(3);
    }

    @Test
    void foldersAreAColumnAndCanBeChosen() throws IOException {
        String content = "<Folder><name>县城</name>" + SCHOOL + "<Folder><name>乡镇</name>" + SCHOOL
                + SCHOOL.replace("5426210001", "5426210002") + "</Folder></Folder>";
        assertThat(read(content)).extracting(f -> f.getAttribute("folder")).containsExactly("县城", "县城/乡镇", "县城/乡镇");
        List<SimpleFeature> one = read(kml(content), ReadOptions.named("k").withLayer("县城/乡镇"));
        assertThat(one).hasSize(2);
        assertThat(one.get(0).getFeatureType().getDescriptor("folder")).isNull();
        assertThatThrownBy(() -> read(kml(content), ReadOptions.named("k").withLayer("x")))
                .hasMessage("there is no layer “x”; the layers are 县城, 县城/乡镇");
    }

    @Test
    void readsTheDocumentOfAKmz() throws IOException {
        Path kmz = ShapefileSamples.zip(
                directory.resolve("a.kmz"),
                StandardCharsets.UTF_8,
                "more/b.kml",
                kml(""),
                "doc.kml",
                kml(SCHOOL),
                "images/x.png",
                new byte[3]);
        assertThat(Format.KML
                        .readFile(SimpleFeatureCollection.class, kmz, ReadOptions.named("k"))
                        .size())
                .isEqualTo(1);
        assertThat(read(Files.readAllBytes(kmz), ReadOptions.named("k"))).hasSize(1);
        assertThat(notes.get(0).in(Language.EN)).isEqualTo("only doc.kml in the KMZ was read, not more/b.kml");
        assertThat(notes.get(0).in(Language.ZH)).isEqualTo("只读取了 KMZ 中的 doc.kml，未读取more/b.kml");

        Path none = ShapefileSamples.zip(directory.resolve("b.kmz"), StandardCharsets.UTF_8, "a.txt", new byte[3]);
        assertThatThrownBy(() -> Format.KML.readFile(SimpleFeatureCollection.class, none, ReadOptions.named("k")))
                .isInstanceOf(Refusal.class)
                .hasMessage("there is no KML in the KMZ");
    }

    @Test
    void saysWhichPlacemarksHaveNoGeometryOfThePlane() throws IOException {
        assertThat(geometry("<Model/>")).isNull();
        assertThat(notes.get(0).in(Language.EN)).startsWith("1 placemark has a model or track");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            <NetworkLink><Link><href>http://localhost:1/x.kml</href></Link></NetworkLink> | network link | 网络链接
            <Placemark>                                                        | the XML is broken | XML 已损坏
            <Placemark><Point><coordinates>1;2</coordinates></Point></Placemark> | got “1;2” (line 1) | 现为“1;2”
            <Placemark><Point><coordinates>1,0x1p3</coordinates></Point></Placemark> | got “1,0x1p3” | 现为“1,0x1p3”
            <Placemark><Point><coordinates>1,NaN</coordinates></Point></Placemark> | got “1,NaN” | 现为“1,NaN”
            <Placemark><Point><coordinates>1,2 3,4</coordinates></Point></Placemark> | a Point has one position, got 2 | 只能有一个位置
            <Placemark><Polygon/></Placemark>                                  | one outer boundary | 一个外边界
            <Placemark><LineString><coordinates>1,2</coordinates></LineString></Placemark> | a line needs two positions | 线
            <Placemark><Point/><Point><coordinates>1,2</coordinates></Point><Point><coordinates>1,2</coordinates></Point></Placemark> | several geometries | 多个几何图形
            <Placemark><Point><coordinates>29.6,94.3</coordinates></Point></Placemark> | they look swapped | 似乎写反了
            """)
    void refusesWhatIsWrong(String content, String english, String chinese) {
        assertThatThrownBy(() -> read(content)).isInstanceOfSatisfying(Refusal.class, e -> {
            assertThat(e.in(Language.EN)).contains(english);
            assertThat(e.in(Language.ZH)).contains(chinese);
        });
    }

    @Test
    void readsNoEntitiesAndNoOtherXml() {
        String dtd =
                "<!DOCTYPE kml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><kml><Placemark><name>&x;</name></Placemark></kml>";
        assertThatThrownBy(() -> read(dtd.getBytes(StandardCharsets.UTF_8), ReadOptions.named("k")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("document type declaration");
        assertThatThrownBy(() -> read("<gpx/>".getBytes(StandardCharsets.UTF_8), ReadOptions.named("k")))
                .isInstanceOf(Refusal.class)
                .hasMessage("not KML: its outermost element is “gpx”");
        assertThatThrownBy(() -> read("<Folder>".repeat(200)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("broken");
        assertThatThrownBy(
                        () -> read(kml(SCHOOL + SCHOOL), ReadOptions.named("k").withLimits(1, 1)))
                .hasMessage("more than 1 features, which is the limit");
    }
}
