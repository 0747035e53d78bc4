// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import java.util.Locale;
import java.util.TimeZone;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.core.util.internal.instant.InstantPatternFormatter;

/** Log4j's formatter of instants, which keeps the text of the last minute; its chars become bytes here. */
final class Log4jTimestamp {
    private final InstantPatternFormatter formatter = InstantPatternFormatter.newBuilder()
            .setPattern("yyyy-MM-dd HH:mm:ss.SSSSSS")
            .setLocale(Locale.ROOT)
            .setTimeZone(TimeZone.getTimeZone("UTC"))
            .build();
    private final MutableInstant instant = new MutableInstant();
    private final StringBuilder chars = new StringBuilder();

    int write(byte[] dst, int pos, long epochMicro) {
        long second = Math.floorDiv(epochMicro, 1_000_000L);
        instant.initFromEpochSecond(second, (int) (epochMicro - second * 1_000_000) * 1_000);
        chars.setLength(0);
        formatter.formatTo(chars, instant);
        int length = chars.length();
        for (int i = 0; i < length; i++) {
            dst[pos + i] = (byte) chars.charAt(i);
        }
        return pos + length;
    }
}
