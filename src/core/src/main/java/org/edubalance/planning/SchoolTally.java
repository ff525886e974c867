package org.edubalance.planning;

import java.util.ArrayList;
import java.util.List;
import org.edubalance.messages.Localized;
import org.edubalance.messages.Message;

/** How many schools meet an item, which do not, and of which it is not known. */
final class SchoolTally {

    /** As many schools are named of a kind. */
    private static final int NAMED = 20;

    private final List<Message> failing = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private int schools;

    /** @param shown what the school has, for one that fails */
    void add(String school, Boolean meets, Localized shown) {
        schools++;
        if (meets == null) {
            unknown.add(school);
        } else if (!meets) {
            failing.add(Message.of("standards.reason.school", "school", school, "detail", shown));
        }
    }

    int schools() {
        return schools;
    }

    int failing() {
        return failing.size();
    }

    int unknown() {
        return unknown.size();
    }

    boolean nothingKnown() {
        return unknown.size() == schools;
    }

    /** Whether every school meets it; null where that is not known, as of none. */
    Boolean met() {
        if (!failing.isEmpty()) {
            return false;
        }
        return nothingKnown() || !unknown.isEmpty() ? null : true;
    }

    Localized value() {
        if (nothingKnown()) {
            return null;
        }
        return Message.of(
                unknown.isEmpty() ? "planning.schools" : "planning.schools.unknown",
                "met",
                schools - failing.size() - unknown.size(),
                "schools",
                schools,
                "unknown",
                unknown.size());
    }

    List<Message> reasons() {
        List<Message> reasons = new ArrayList<>(failing.subList(0, Math.min(NAMED, failing.size())));
        if (failing.size() > NAMED) {
            reasons.add(Message.of("standards.reason.more", "more", failing.size() - NAMED));
        }
        if (!unknown.isEmpty()) {
            reasons.add(Message.of(
                    unknown.size() > NAMED ? "planning.unknown.schools.more" : "planning.unknown.schools",
                    "count",
                    unknown.size(),
                    "schools",
                    unknown.subList(0, Math.min(NAMED, unknown.size()))));
        }
        return reasons;
    }
}
