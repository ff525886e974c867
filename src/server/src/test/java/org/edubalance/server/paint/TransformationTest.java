package org.edubalance.server.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.edubalance.messages.Language;
import org.edubalance.messages.Refusal;
import org.geotools.api.data.Query;
import org.geotools.api.feature.type.Name;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.style.Style;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.NameImpl;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.ProcessException;
import org.geotools.process.Processors;
import org.geotools.process.factory.AnnotatedBeanProcessFactory;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.geotools.process.function.ProcessFunction;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.geotools.text.Text;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.locationtech.jts.geom.Point;

/** Processes in a style that are told to stop. */
@Timeout(60)
class TransformationTest {

    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();
    private static final MapView VIEW =
            new MapView(new ReferencedEnvelope(0, 10, 0, 10, DefaultGeographicCRS.WGS84), 100, 100, Map.of());

    /** How many processes have begun. */
    private static final AtomicInteger BEGUN = new AtomicInteger();

    private static final Processes FACTORY = new Processes();

    public static class Processes extends AnnotatedBeanProcessFactory {
        public Processes() {
            super(
                    Text.text("Processes for tests"),
                    "paint",
                    WaitingProcess.class,
                    SameProcess.class,
                    WrongProcess.class);
        }
    }

    @DescribeProcess(title = "Waiting", description = "Waits until it is told to stop")
    public static class WaitingProcess {
        @DescribeResult(name = "result", description = "nothing, ever")
        public SimpleFeatureCollection execute(
                @DescribeParameter(name = "data", description = "data") SimpleFeatureCollection data,
                ProgressListener listener)
                throws InterruptedException {
            BEGUN.incrementAndGet();
            while (!listener.isCanceled()) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            throw new ProcessException("stopped");
        }
    }

    @DescribeProcess(title = "Same", description = "Gives what it is given")
    public static class SameProcess {
        @DescribeResult(name = "result", description = "the data")
        public SimpleFeatureCollection execute(
                @DescribeParameter(name = "data", description = "data") SimpleFeatureCollection data) {
            BEGUN.incrementAndGet();
            return data;
        }
    }

    @DescribeProcess(title = "Wrong", description = "Throws what it is asked for")
    public static class WrongProcess {
        @DescribeResult(name = "result", description = "nothing, ever")
        public SimpleFeatureCollection execute(
                @DescribeParameter(name = "data", description = "data") SimpleFeatureCollection data) {
            throw thrown;
        }
    }

    private static RuntimeException thrown;

    @BeforeAll
    static void install() {
        Processors.addProcessFactory(FACTORY);
    }

    @AfterAll
    static void remove() {
        Processors.removeProcessFactory(FACTORY);
    }

    @BeforeEach
    void nothingHasBegun() {
        BEGUN.set(0);
    }

    private static ProcessFunction process(String process, Expression... data) {
        Name name = new NameImpl("paint", process);
        Expression[] parameter = {FILTERS.literal("data")};
        Expression[] both = data.length == 0 ? parameter : new Expression[] {parameter[0], data[0]};
        return new ProcessFunction(
                name,
                List.of(FILTERS.function("parameter", both)),
                Processors.getParameterInfo(name),
                Processors.createProcess(name),
                null);
    }

    private static Object apply(ProcessFunction function) {
        SimpleFeatureTypeBuilder types = new SimpleFeatureTypeBuilder();
        types.setName("things");
        types.add("the_geom", Point.class, DefaultGeographicCRS.WGS84);
        MapLayer layer =
                new MapLayer(new ListFeatureCollection(types.buildFeatureType()), (Style) null, Filter.INCLUDE);
        return Transformation.apply(function, layer, new Query("things"), VIEW, Stops.when(() -> BEGUN.get() > 0));
    }

    @Test
    void stopsAProcess() {
        assertThatThrownBy(() -> apply(process("Waiting"))).isInstanceOf(CancellationException.class);
    }

    @Test
    void stopsAProcessThatFeedsAnother() {
        assertThatThrownBy(() -> apply(process("Same", process("Waiting")))).isInstanceOf(CancellationException.class);
        assertThat(BEGUN).as("only the inner one").hasValue(1);
    }

    @Test
    void givesTheResultOfOneThatHasEnded() {
        assertThat(apply(process("Same", process("Same")))).isInstanceOf(SimpleFeatureCollection.class);
    }

    @Test
    void tellsWhatAProcessRefuses() {
        Refusal refusal = Refusal.of("style.crs.none");
        thrown = new ProcessException(refusal.getMessage(), refusal);
        assertThatThrownBy(() -> apply(process("Same", process("Wrong"))))
                .isInstanceOfSatisfying(Refusal.class, told -> {
                    assertThat(told.in(Language.EN)).isEqualTo("paint:Same: the features have no CRS");
                    assertThat(told.in(Language.ZH)).isEqualTo("paint:Same：要素没有坐标系");
                });
        thrown = new ProcessException("no luck today");
        assertThatThrownBy(() -> apply(process("Wrong")))
                .isInstanceOf(Refusal.class)
                .hasMessage("paint:Wrong: no luck today");
    }

    @Test
    void takesNoFaultForARefusal() {
        thrown = new NullPointerException("inner");
        assertThatThrownBy(() -> apply(process("Wrong")))
                .isNotInstanceOf(Refusal.class)
                .hasRootCause(thrown);
        thrown = new IllegalArgumentException("inner");
        assertThatThrownBy(() -> apply(process("Wrong")))
                .isNotInstanceOf(Refusal.class)
                .hasRootCause(thrown);
    }

    @Test
    void refusesInputsThatCannotBeEvaluated() {
        Expression number = FILTERS.function("pow", FILTERS.literal("far"), FILTERS.literal(2));
        assertThatThrownBy(() -> apply(process("Same", number)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("cannot be evaluated")
                .hasMessageContaining("far");
    }
}
