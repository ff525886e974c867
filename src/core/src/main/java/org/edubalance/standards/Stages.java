package org.edubalance.standards;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.edubalance.messages.Refusal;

/**
 * The stages that a standard covers, in order. A standard that names stages of its own knows them by their names; the
 * national ones are known besides, since data may have schools of stages that the standard does not cover.
 *
 * @param covered the stages
 */
public record Stages(Set<Stage> covered) {

    /** @throws Refusal if there are none, or two of one name */
    public Stages {
        if (covered.isEmpty()) {
            throw Refusal.of("standards.stages.none");
        }
        covered = Collections.unmodifiableSet(new TreeSet<>(covered));
    }

    static Stages of(Collection<Stage> stages) {
        return new Stages(new TreeSet<>(stages));
    }

    /**
     * The stage that a value of a school's attribute means.
     *
     * @throws Refusal if it means none, listing what is accepted, or a type of school that has to be split into stages
     */
    public Stage named(String value) {
        Stage named = Stage.named(covered, value);
        if (named != null) {
            return named;
        }
        try {
            return Stage.of(value);
        } catch (Refusal e) {
            if (Stage.NATIONAL.containsAll(covered)) {
                throw e;
            }
            List<String> names = covered.stream().map(Stage::name).toList();
            throw Refusal.because(e, "standards.stage.own", "stages", names, "got", value);
        }
    }

    /** Whether a value means a kind of school that is at none of them, such as a kindergarten or a special school. */
    public boolean excludes(String value) {
        return Stage.named(covered, value) == null && SchoolType.isOther(value);
    }

    /** The type of school that a value tells which {@link #named} takes for a stage; null where it tells just the stage. */
    public String typeIn(String value) {
        boolean stage = Stage.named(covered, value) != null || Stage.named(Stage.NATIONAL, value) != null;
        return stage ? null : value;
    }
}
