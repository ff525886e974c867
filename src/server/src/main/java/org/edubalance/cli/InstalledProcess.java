package org.edubalance.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.edubalance.messages.Refusal;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.feature.NameImpl;
import org.geotools.process.Process;
import org.geotools.process.ProcessFactory;
import org.geotools.process.Processors;

/**
 * A process of whatever factory GeoTools finds.
 *
 * @param name its name, whose namespace is a prefix such as {@code edu}
 * @param factory who makes it
 */
record InstalledProcess(Name name, ProcessFactory factory) {

    /**
     * Has GeoTools look for them, which takes some time at first, in a thread of its own.
     *
     * @return waits until that is done: nothing of GeoTools may be used meanwhile, whose classes wait for each other
     */
    static Runnable lookedForMeanwhile() {
        QuietLogs.setProperties();
        Thread thread = new Thread(Processors::getProcessFactories, "processes");
        // what goes wrong goes wrong again, where it is told
        thread.setUncaughtExceptionHandler((failed, why) -> {});
        thread.setDaemon(true);
        thread.start();
        return () -> {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** All processes by qualified name. */
    static Map<String, InstalledProcess> all() {
        Map<String, InstalledProcess> all = new TreeMap<>();
        for (ProcessFactory factory : Processors.getProcessFactories()) {
            for (Name name : factory.getNames()) {
                InstalledProcess process = new InstalledProcess(name, factory);
                all.put(process.qualifiedName(), process);
            }
        }
        return all;
    }

    /**
     * The process of a qualified name such as {@code edu:KernelDensity}.
     *
     * @throws Refusal if there is none, naming similar ones
     */
    static InstalledProcess find(String qualifiedName) {
        int colon = qualifiedName.indexOf(':');
        if (colon > 0) {
            Name name = new NameImpl(qualifiedName.substring(0, colon), qualifiedName.substring(colon + 1));
            ProcessFactory factory = Processors.createProcessFactory(name);
            if (factory != null) {
                return new InstalledProcess(name, factory);
            }
        }
        List<String> similar = similar(qualifiedName);
        throw similar.isEmpty()
                ? UsageRefusal.general("cli.process.unknown", "got", qualifiedName)
                : UsageRefusal.general("cli.process.similar", "got", qualifiedName, "similar", similar);
    }

    private static List<String> similar(String wanted) {
        String local = wanted.substring(wanted.indexOf(':') + 1).toLowerCase(Locale.ROOT);
        return all().keySet().stream()
                .filter(name -> {
                    String candidate = name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
                    return !local.isEmpty() && (candidate.contains(local) || local.contains(candidate));
                })
                .sorted(Comparator.comparing(String::length))
                .limit(3)
                .toList();
    }

    String qualifiedName() {
        return name.getNamespaceURI() + ":" + name.getLocalPart();
    }

    String title() {
        return String.valueOf(factory.getTitle(name));
    }

    String description() {
        return String.valueOf(factory.getDescription(name));
    }

    Map<String, Parameter<?>> inputs() {
        return factory.getParameterInfo(name);
    }

    Map<String, Parameter<?>> results() {
        return factory.getResultInfo(name, Map.of());
    }

    Process create() {
        return factory.create(name);
    }
}
