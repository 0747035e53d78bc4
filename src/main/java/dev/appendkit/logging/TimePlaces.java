// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import dev.appendkit.internal.Civil;
import dev.appendkit.internal.Digits;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The places for the time of an event. */
final class TimePlaces {
    private TimePlaces() {}

    /** RFC 3339 in UTC. */
    static final class Timestamp extends Place {
        private final int digits;

        Timestamp(int digits) {
            this.digits = digits;
        }

        @Override
        <E> boolean text(EventLine<E> line, E event) {
            putTimestamp(line, line.reader.epochSecond(event), line.reader.nano(event), digits);
            line.bytes[line.pos++] = 'Z';
            return true;
        }

        @Override
        Step step(Head head, boolean asJson) {
            return new TimestampStep(head, this, digits);
        }

        @Override
        boolean isCertain() {
            return true;
        }

        @Override
        Place brief() {
            return this;
        }
    }

    /** A time in UTC that is read before its head is written. */
    private static final class TimestampStep extends Step.PlaceStep {
        private final int digits;

        TimestampStep(Head head, Place place, int digits) {
            super(head, place, false);
            this.digits = digits;
        }

        @Override
        <E> int run(EventLine<E> line, E event, int pos) {
            long second = line.reader.epochSecond(event);
            int nano = line.reader.nano(event);
            Civil.checkEpochSecond(second);
            Civil.checkNano(nano);
            int start = head.put(line, pos);
            if (start < 0) {
                return pos;
            }
            line.ensure(start, Civil.DATE_TIME_LENGTH + Civil.MAX_FRACTION_LENGTH + Long.BYTES);
            int end = line.seconds.append(line.bytes, start, second, 'T', nano, digits);
            line.bytes[end] = 'Z';
            return head.close(line, end + 1, start);
        }
    }

    /** RFC 3339 in a zone. */
    static final class ZonedTimestamp extends Place {
        private final int digits;
        private final ZoneRules rules;
        /** The offset of the last event, of any thread. */
        private @Nullable Span span;

        ZonedTimestamp(int digits, ZoneId zone) {
            this.digits = digits;
            this.rules = zone.getRules();
        }

        @Override
        <E> boolean text(EventLine<E> line, E event) {
            long second = line.reader.epochSecond(event);
            int nano = line.reader.nano(event);
            Civil.checkEpochSecond(second);
            Span known = span;
            if (known == null || second < known.from || second >= known.to) {
                known = Span.of(rules, second);
                span = known;
            }
            putTimestamp(line, second + known.seconds, nano, digits);
            line.putWords(known.text, 0, known.length);
            return true;
        }

        @Override
        boolean isCertain() {
            return true;
        }

        @Override
        Place brief() {
            return this;
        }
    }

    /** Seconds that have the same offset, and its text, padded. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares two spans.
    private record Span(long from, long to, int seconds, byte[] text, int length) {
        static Span of(ZoneRules rules, long second) {
            Instant instant = Instant.ofEpochSecond(second);
            ZoneOffset offset = rules.getOffset(instant);
            int total = offset.getTotalSeconds();
            if (total % 60 != 0) {
                throw new DateTimeException("RFC 3339 has no offsets with seconds");
            }
            ZoneOffsetTransition next = rules.nextTransition(instant);
            ZoneOffsetTransition previous = rules.previousTransition(instant.plusNanos(1));
            String text = offset.getId();
            return new Span(
                    previous == null ? Long.MIN_VALUE : previous.toEpochSecond(),
                    next == null ? Long.MAX_VALUE : next.toEpochSecond(),
                    total,
                    LineBytes.padded(text.getBytes(StandardCharsets.US_ASCII)),
                    text.length());
        }
    }

    private static void putTimestamp(EventLine<?> line, long second, int nano, int digits) {
        Civil.checkEpochSecond(second);
        Civil.checkNano(nano);
        line.ensure(Civil.DATE_TIME_LENGTH + Civil.MAX_FRACTION_LENGTH + Long.BYTES);
        line.pos = line.seconds.append(line.bytes, line.pos, second, 'T', nano, digits);
    }

    /** How seconds since 1970 are counted. */
    enum Unit {
        SECONDS(0),
        MILLIS(3),
        MICROS(6),
        NANOS(9),
        DECIMAL(3);

        private final int digits;

        Unit(int digits) {
            this.digits = digits;
        }

        String option() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The time since 1970 as a number. */
    static final class Epoch extends Place {
        private final Unit unit;

        Epoch(Unit unit) {
            this.unit = unit;
        }

        @Override
        boolean isString() {
            return false;
        }

        @Override
        <E> boolean text(EventLine<E> line, E event) {
            put(line, line.reader.epochSecond(event), line.reader.nano(event));
            return true;
        }

        @Override
        boolean isCertain() {
            return true;
        }

        private void put(LineBytes line, long epochSecond, int nano) {
            Civil.checkNano(nano);
            int digits = unit.digits;
            long scale = Digits.powerOfTen(digits);
            long fraction = nano / Digits.powerOfTen(9 - digits);
            long second = epochSecond;
            line.ensure(2 * Digits.MAX_LONG_LENGTH);
            if (second < 0 && fraction > 0) {
                // -1 s and 0.25 s are -0.75 s.
                second++;
                fraction = scale - fraction;
            }
            if (epochSecond < 0 && (second < 0 || fraction > 0)) {
                line.put('-');
            }
            int pos = line.pos;
            byte[] dst = line.bytes;
            long magnitude = Math.abs(second);
            if (unit == Unit.DECIMAL) {
                pos = Digits.appendUnsignedLongExact(dst, pos, magnitude);
                dst[pos++] = '.';
                pos = Digits.appendFixedWidth(dst, pos, fraction, digits);
            } else if (magnitude == 0) {
                pos = Digits.appendUnsignedLongExact(dst, pos, fraction);
            } else {
                pos = Digits.appendUnsignedLongExact(dst, pos, magnitude);
                pos = Digits.appendFixedWidth(dst, pos, fraction, digits);
            }
            line.pos = pos;
        }

        @Override
        Place brief() {
            return this;
        }
    }
}
