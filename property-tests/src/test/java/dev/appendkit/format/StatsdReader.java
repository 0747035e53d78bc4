// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a datagram by the grammar of DogStatsD, and knows nothing of the writer. It yields one part for each name,
 * value, type, rate and tag.
 */
final class StatsdReader {
    private StatsdReader() {}

    static List<Object> read(String datagram) {
        List<Object> parts = new ArrayList<>();
        if (!datagram.isEmpty()) {
            for (String metric : datagram.split("\n", -1)) {
                metric(metric, parts);
            }
        }
        return parts;
    }

    private static void metric(String metric, List<Object> parts) {
        String[] sections = metric.split("\\|", -1);
        String[] nameAndValue = sections[0].split(":", -1);
        check(metric, sections.length >= 2 && sections.length <= 4 && nameAndValue.length == 2);
        check(metric, !nameAndValue[0].isEmpty() && nameAndValue[1].matches("-?[0-9]+(\\.[0-9]+)?"));
        check(metric, sections[1].matches("c|g|ms|h|d|s"));
        parts.add("metric " + nameAndValue[0]);
        parts.add("value " + nameAndValue[1]);
        parts.add("type " + sections[1]);
        int next = 2;
        if (next < sections.length && sections[next].startsWith("@")) {
            parts.add("rate " + sections[next++].substring(1));
        }
        if (next < sections.length) {
            check(metric, sections[next].startsWith("#"));
            for (String tag : sections[next++].substring(1).split(",", -1)) {
                check(metric, !tag.isEmpty() && tag.charAt(0) != ':' && tag.indexOf(':') == tag.lastIndexOf(':'));
                parts.add("tag " + tag);
            }
        }
        check(metric, next == sections.length);
    }

    private static void check(String metric, boolean right) {
        if (!right) {
            throw new IllegalStateException("no metric: " + metric);
        }
    }
}
