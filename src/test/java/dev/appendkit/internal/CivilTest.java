// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.Written;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

/** The writers of whole seconds, which only SQL literals call; the appends of dates and times cover the others. */
final class CivilTest {
    private final Written written = new Written(256);

    @Test
    void everySecondOfADay() {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("HH:mm:ss");
        for (int second = 0; second < 86_400; second++) {
            LocalTime time = LocalTime.ofSecondOfDay(second);
            written.expect(format.format(time))
                    .by(Civil.appendTime(
                            written.array(), Written.START, time.getHour(), time.getMinute(), time.getSecond()));
        }
    }

    @Test
    void wholeSecondsOfAllYears() {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
        // A prime number of seconds, 3.3 days: every time of the day and every day of the year is met.
        for (long second = Civil.MIN_EPOCH_SECOND; second <= Civil.MAX_EPOCH_SECOND; second += 287_117) {
            String text = format.format(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
            written.expect(text).by(Civil.appendEpochSecond(written.array(), Written.START, second, ' '));
        }
    }

    @Test
    void theSeparatorStandsBetweenDateAndTime() {
        int end = Civil.appendEpochSecond(written.array(), Written.START, 0, 'T');
        assertThat(new String(written.array(), Written.START, end - Written.START, ISO_8859_1))
                .isEqualTo("1970-01-01T00:00:00");
    }
}
