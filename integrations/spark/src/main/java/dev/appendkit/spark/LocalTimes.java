// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/** What a zone's clock shows at an instant. The offset is looked up again only past the next change of the clock. */
final class LocalTimes {
    private final ZoneRules rules;

    /** The seconds for which the offset holds: from the first, inclusive, to the last, exclusive. */
    private long from = 0;

    private long to = 0;
    private int offset;

    LocalTimes(ZoneId zone) {
        rules = zone.getRules();
    }

    /** The second of the epoch at which a clock of UTC shows what the zone's clock shows at the given second. */
    long localSecond(long second) {
        if (second < from || second >= to) {
            find(second);
        }
        return second + offset;
    }

    private void find(long second) {
        Instant instant = Instant.ofEpochSecond(second);
        @Nullable ZoneOffsetTransition last = rules.previousTransition(instant.plusSeconds(1));
        @Nullable ZoneOffsetTransition next = rules.nextTransition(instant);
        from = last == null ? Long.MIN_VALUE : last.toEpochSecond();
        to = next == null ? Long.MAX_VALUE : next.toEpochSecond();
        offset = rules.getOffset(instant).getTotalSeconds();
    }
}
