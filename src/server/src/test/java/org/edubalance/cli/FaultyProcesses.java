package org.edubalance.cli;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.geotools.api.data.Parameter;
import org.geotools.api.feature.type.Name;
import org.geotools.api.util.InternationalString;
import org.geotools.feature.NameImpl;
import org.geotools.process.Process;
import org.geotools.process.ProcessException;
import org.geotools.process.ProcessFactory;
import org.geotools.text.Text;

/** Processes with a bug: {@code Faulty} and others of given names; and one that {@code Says} what is wrong. */
final class FaultyProcesses implements ProcessFactory {

    private final Set<Name> names = new HashSet<>();

    FaultyProcesses(String namespace, Set<Name> more) {
        names.addAll(more);
        names.add(new NameImpl(namespace, "Faulty"));
        names.add(new NameImpl(namespace, "Says"));
    }

    @Override
    public Set<Name> getNames() {
        return names;
    }

    @Override
    public Process create(Name name) {
        return (inputs, monitor) -> {
            if (name.getLocalPart().equals("Says")) {
                throw new ProcessException("no such thing");
            }
            throw new NullPointerException("a bug");
        };
    }

    @Override
    public InternationalString getTitle() {
        return Text.text("faulty");
    }

    @Override
    public InternationalString getTitle(Name name) {
        return getTitle();
    }

    @Override
    public InternationalString getDescription(Name name) {
        return getTitle();
    }

    @Override
    public Map<String, Parameter<?>> getParameterInfo(Name name) {
        return Map.of();
    }

    @Override
    public Map<String, Parameter<?>> getResultInfo(Name name, Map<String, Object> parameters) {
        return Map.of("result", new Parameter<>("result", String.class, "result", "result"));
    }

    @Override
    public boolean supportsProgress(Name name) {
        return false;
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public String getVersion(Name name) {
        return "1.0.0";
    }
}
