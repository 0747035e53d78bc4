// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * The offset of a zone and the time between two transitions during which it holds. Successive instants mostly lie in
 * the window of the last one and are then converted without allocation.
 */
final class ZoneWindow {
    private @Nullable ZoneId zone;
    private long from;
    private long to;
    private int offset;

    /** Returns the seconds to add to an epoch second for the local time of a zone. */
    int offsetSeconds(ZoneId zone, long epochSecond) {
        if (zone instanceof ZoneOffset fixed) {
            return fixed.getTotalSeconds();
        }
        if (!zone.equals(this.zone) || epochSecond < from || epochSecond >= to) {
            look(zone, epochSecond);
        }
        return offset;
    }

    private void look(ZoneId zone, long epochSecond) {
        ZoneRules rules = zone.getRules();
        Instant instant = Instant.ofEpochSecond(epochSecond);
        // previousTransition() searches strictly before its argument: one second later it also finds a transition at
        // the instant.
        ZoneOffsetTransition previous = rules.previousTransition(instant.plusSeconds(1));
        ZoneOffsetTransition next = rules.nextTransition(instant);
        this.zone = zone;
        from = previous == null ? Long.MIN_VALUE : previous.toEpochSecond();
        to = next == null ? Long.MAX_VALUE : next.toEpochSecond();
        offset = rules.getOffset(instant).getTotalSeconds();
    }
}
