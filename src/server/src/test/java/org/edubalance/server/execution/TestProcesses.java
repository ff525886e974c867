package org.edubalance.server.execution;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.edubalance.messages.Place;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ows.OwsException;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.process.ProcessException;
import org.geotools.process.factory.AnnotatedBeanProcessFactory;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.geotools.process.factory.DescribeResults;
import org.geotools.text.Text;

/** Processes that behave well and badly, for tests of the service around them. */
public class TestProcesses extends AnnotatedBeanProcessFactory {

    /** How many executions of the slow processes are inside their process now. */
    public static final AtomicInteger RUNNING = new AtomicInteger();

    /** What the gated process waits for; each permit lets one execution through. */
    public static final Semaphore GATE = new Semaphore(0);

    /** What the stubborn process waits for, as above. */
    public static final Semaphore RELEASE = new Semaphore(0);

    public TestProcesses() {
        super(
                Text.text("Processes for tests"),
                "test",
                LiteralsProcess.class,
                SlowProcess.class,
                GatedProcess.class,
                DeafProcess.class,
                SleepyProcess.class,
                StubbornProcess.class,
                FailingProcess.class,
                TwoProcess.class);
    }

    /** A choice. */
    public enum Mood {
        GOOD,
        BAD
    }

    @DescribeProcess(title = "Literals", description = "Says which literals it was given")
    public static class LiteralsProcess {
        @DescribeResult(name = "result", description = "the literals")
        public String execute(
                @DescribeParameter(name = "text", description = "text", min = 0) String text,
                @DescribeParameter(name = "whole", description = "whole", min = 0, minValue = 1, maxValue = 9)
                        Integer whole,
                @DescribeParameter(name = "number", description = "number", defaultValue = "2.5") Double number,
                @DescribeParameter(name = "flag", description = "flag", min = 0) Boolean flag,
                @DescribeParameter(name = "mood", description = "mood", defaultValue = "GOOD") Mood mood,
                @DescribeParameter(name = "numbers", description = "numbers", min = 0, max = 3) double[] numbers) {
            return text + "|" + whole + "|" + number + "|" + flag + "|" + mood + "|"
                    + (numbers == null ? null : Arrays.toString(numbers));
        }
    }

    @DescribeProcess(title = "Slow", description = "Works for a while, reports and stops when asked")
    public static class SlowProcess {
        @DescribeResult(name = "result", description = "the seconds")
        public Double execute(
                @DescribeParameter(name = "seconds", description = "how long") Double seconds,
                ProgressListener listener)
                throws InterruptedException {
            RUNNING.incrementAndGet();
            try {
                long steps = Math.round(seconds * 100);
                for (long i = 0; i < steps; i++) {
                    if (listener.isCanceled()) {
                        throw new ProcessException("cancelled");
                    }
                    listener.progress(100f * i / steps);
                    TimeUnit.MILLISECONDS.sleep(10);
                }
                return seconds;
            } finally {
                RUNNING.decrementAndGet();
            }
        }
    }

    @DescribeProcess(title = "Gated", description = "Goes half its way, then waits until a test lets it through")
    public static class GatedProcess {
        @DescribeResult(name = "result", description = "its input")
        public Double execute(
                @DescribeParameter(name = "value", description = "any number") Double value, ProgressListener listener)
                throws InterruptedException {
            RUNNING.incrementAndGet();
            try {
                listener.setTask(Text.text("Waiting"));
                listener.progress(50);
                while (!GATE.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                    if (listener.isCanceled()) {
                        throw new ProcessException("cancelled");
                    }
                }
                listener.warningOccurred("test:Gated", null, "It took a while.");
                return value;
            } finally {
                RUNNING.decrementAndGet();
            }
        }
    }

    @DescribeProcess(title = "Deaf", description = "Reads its input over and over and never asks its listener")
    public static class DeafProcess {
        @DescribeResult(name = "result", description = "nothing, ever")
        public Integer execute(@DescribeParameter(name = "data", description = "data") SimpleFeatureCollection data) {
            RUNNING.incrementAndGet();
            try {
                int count = 0;
                while (count >= 0) {
                    try (SimpleFeatureIterator features = data.features()) {
                        while (features.hasNext()) {
                            features.next();
                            count = (count + 1) % 1000;
                        }
                    }
                }
                return count;
            } finally {
                RUNNING.decrementAndGet();
            }
        }
    }

    @DescribeProcess(title = "Sleepy", description = "Waits for something that does not come")
    public static class SleepyProcess {
        @DescribeResult(name = "result", description = "nothing")
        public Double execute(@DescribeParameter(name = "seconds", description = "how long") Double seconds)
                throws InterruptedException {
            RUNNING.incrementAndGet();
            try {
                TimeUnit.MILLISECONDS.sleep(Math.round(seconds * 1000));
                return seconds;
            } finally {
                RUNNING.decrementAndGet();
            }
        }
    }

    @DescribeProcess(title = "Stubborn", description = "Hears neither its listener nor an interruption")
    public static class StubbornProcess {
        @DescribeResult(name = "result", description = "true")
        public Boolean execute() {
            RUNNING.incrementAndGet();
            try {
                RELEASE.acquireUninterruptibly();
                return true;
            } finally {
                RUNNING.decrementAndGet();
            }
        }
    }

    @DescribeProcess(title = "Failing", description = "Fails in several ways")
    public static class FailingProcess {
        @DescribeResult(name = "result", description = "nothing, ever")
        public String execute(@DescribeParameter(name = "how", description = "how") String how) {
            switch (how) {
                case "input" ->
                    throw Refusal.of("wps.literal.number", "got", -5).about("how");
                case "missing" -> throw OwsException.missing("how");
                case "row" -> throw Refusal.of("wps.input.empty").about("how").at(Place.feature("s.3", "东关小学"));
                case "told" ->
                    throw new ProcessException(
                            "translated", Refusal.of("wps.input.empty").about("how"));
                case "error" -> throw new Error("Invalid escape \\uzz");
                case "argument" -> throw new IllegalArgumentException("two points are needed");
                case "bug" -> throw new NullPointerException("Cannot invoke \"java.util.List.size()\"");
                case "wrapped" -> throw new ProcessException(new IllegalStateException("org.edubalance.Secret broke"));
                case "memory" -> throw new OutOfMemoryError("Java heap space");
                case "stack" -> throw new StackOverflowError();
                default -> throw new ProcessException("it fails");
            }
        }
    }

    @DescribeProcess(title = "Two", description = "Has two results")
    public static class TwoProcess {
        @DescribeResults({
            @DescribeResult(name = "first", description = "a text", type = String.class),
            @DescribeResult(name = "second", description = "a number", type = Double.class)
        })
        public Map<String, Object> execute() {
            return Map.of("first", "一", "second", 2.0);
        }
    }
}
