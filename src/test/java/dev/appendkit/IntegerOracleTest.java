// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.appendkit.testing.Written;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Integers against the JDK, through both kernels: the exact one of the static methods and the spilling one of the
 * cursor.
 */
class IntegerOracleTest {
    private final Written written = new Written();

    @Test
    void allShortsAndAllGroupsOfFourDigits() {
        for (int value = Short.MIN_VALUE; value <= Short.MAX_VALUE; value++) {
            check(value);
        }
    }

    @Test
    void everyGroupAtEveryPlace() {
        for (int group = 0; group < 10_000; group++) {
            check(group * 10_000);
            check(1234 * 10_000 + group);
            check(group * 100_000_000L + 4_321);
            check(group * 1_000_000_000_000L);
            check(7_000_000_000_000_000L + group);
            check(group * 10_000_000_000_000_000L % 9_000_000_000_000_000_000L);
        }
    }

    @Test
    void powersOfTenAndOfTwoAndTheirNeighbours() {
        for (long power = 1; power > 0 && power <= 1_000_000_000_000_000_000L; power *= 10) {
            for (long delta = -2; delta <= 2; delta++) {
                check(power + delta);
                check(-power + delta);
                check((int) (power + delta));
            }
        }
        for (int bit = 0; bit < 64; bit++) {
            for (long delta = -2; delta <= 2; delta++) {
                check((1L << bit) + delta);
                check((1 << bit) + (int) delta);
            }
        }
        // 10^19 fits an unsigned long only.
        for (long delta = -2; delta <= 2; delta++) {
            check(Long.parseUnsignedLong("10000000000000000000") + delta);
        }
    }

    @Test
    void randomValuesOfEveryLength() {
        SplittableRandom random = new SplittableRandom(20260101);
        for (int i = 0; i < 300_000; i++) {
            check(random.nextLong() >>> random.nextInt(64));
            check(random.nextInt() >> random.nextInt(32));
        }
    }

    @Test
    void paddingCountsTheSignAndNeverCuts() {
        for (int width = 0; width <= 64; width++) {
            for (long value : new long[] {0, 1, -1, 9, -10, 12_345, -99_999_999, Long.MAX_VALUE, Long.MIN_VALUE}) {
                String text = width == 0 ? Long.toString(value) : String.format(Locale.ROOT, "%0" + width + "d", value);
                written.expect(text).by(Append.appendZeroPadded(written.array(), Written.START, value, width));
                int padding = width;
                written.expect(text).byCursor(out -> out.appendZeroPadded(value, padding));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aWidthOutsideOfItsRangeIsRefused(int width) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Append.appendZeroPadded(written.array(), 0, 1, width))
                .withMessageContaining(Integer.toString(width));
        assertThatIllegalArgumentException().isThrownBy(() -> Append.zeroPaddedLength(1, width));
        assertThatIllegalArgumentException().isThrownBy(() -> written.cursor().appendZeroPadded(1, width));
    }

    @Test
    void hexadecimalIsThatOfHexFormat() {
        HexFormat format = HexFormat.of();
        for (int value = 0; value <= 0xFFFF; value++) {
            checkHex(value);
            checkHex((long) value << 24 | 0x5A);
            checkHex((long) value << 48 | value);
        }
        byte[] bytes = new byte[300];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        for (int from = 0; from < 9; from++) {
            for (int to = from; to <= bytes.length; to++) {
                String text = format.formatHex(bytes, from, to);
                written.expect(text).by(Append.appendHexBytes(written.array(), Written.START, bytes, from, to));
            }
        }
    }

    private void checkHex(long value) {
        String text = Long.toHexString(value);
        written.expect(text).by(Append.appendHexLong(written.array(), Written.START, value));
        written.expect(text).byCursor(out -> out.appendHexLong(value));
        for (int digits = text.length(); digits <= 16; digits++) {
            String padded = HexFormat.of().toHexDigits(value, digits);
            written.expect(padded).by(Append.appendHexPadded(written.array(), Written.START, value, digits));
        }
    }

    @Test
    void aHexValueThatNeedsMoreDigitsIsRefused() {
        for (int digits = 1; digits < 16; digits++) {
            int given = digits;
            long tooLarge = 1L << (4 * digits);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Append.appendHexPadded(written.array(), 0, tooLarge, given));
            assertThat(Append.appendHexPadded(written.array(), 0, tooLarge - 1, given))
                    .isEqualTo(given);
        }
        for (int digits : new int[] {-1, 0, 17, Integer.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Append.appendHexPadded(written.array(), 0, 0, digits));
            assertThatIllegalArgumentException().isThrownBy(() -> Append.hexPaddedLength(0, digits));
        }
    }

    @Test
    void uuidsAreThoseOfTheJdk() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 128 + 10_000; i++) {
            // First every single bit, so that no nibble can be swapped with another.
            UUID uuid = i < 64
                    ? new UUID(1L << i, 0)
                    : i < 128 ? new UUID(0, 1L << i) : new UUID(random.nextLong(), random.nextLong());
            written.expect(uuid.toString()).by(Append.appendUuid(written.array(), Written.START, uuid));
            written.expect(uuid.toString()).byCursor(out -> out.appendUuid(uuid));
        }
    }

    private void check(long value) {
        String text = Long.toString(value);
        written.expect(text).by(Append.appendLong(written.array(), Written.START, value));
        written.expect(text).byCursor(out -> out.appendLong(value));
        assertThat(Append.longLength(value)).isEqualTo(text.length());
        String unsigned = Long.toUnsignedString(value);
        written.expect(unsigned).by(Append.appendUnsignedLong(written.array(), Written.START, value));
        written.expect(unsigned).byCursor(out -> out.appendUnsignedLong(value));
        if (value == (int) value) {
            check((int) value);
        }
    }

    private void check(int value) {
        String text = Integer.toString(value);
        written.expect(text).by(Append.appendInt(written.array(), Written.START, value));
        written.expect(text).byCursor(out -> out.appendInt(value));
        String unsigned = Integer.toUnsignedString(value);
        written.expect(unsigned).by(Append.appendUnsignedInt(written.array(), Written.START, value));
        written.expect(unsigned).byCursor(out -> out.appendUnsignedInt(value));
    }
}
