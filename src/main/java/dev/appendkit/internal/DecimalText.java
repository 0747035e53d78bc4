// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Plain text of {@code BigDecimal} and {@code BigInteger}. Neither class is final: a subclass may answer every question
 * anew and differently, so callers pass it through {@code exact} once and use only the copy.
 */
public final class DecimalText {
    /** A text beyond it is refused: {@code 1E+1000000000} would be a gigabyte. */
    public static final int MAX_LENGTH = 65_536;

    /** Any unscaled value of so many digits fits a long. */
    private static final int LONG_DIGITS = 18;

    /** 10^65,536 has 217,706 bits. */
    private static final int MAX_BITS = 217_706;

    private DecimalText() {}

    public static BigDecimal exact(BigDecimal value) {
        if (value.getClass() == BigDecimal.class
                && (value.precision() <= LONG_DIGITS || value.unscaledValue().getClass() == BigInteger.class)) {
            return value;
        }
        // An exact decimal too keeps, and asks, the subclass of BigInteger that it was made of.
        return new BigDecimal(copy(value.unscaledValue()), value.scale());
    }

    public static BigInteger exact(BigInteger value) {
        return value.getClass() == BigInteger.class ? value : copy(value);
    }

    private static BigInteger copy(BigInteger value) {
        return new BigInteger(value.toByteArray());
    }

    public static int checkLength(long length) {
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a decimal of " + length + " bytes is longer than the " + MAX_LENGTH + " that are written");
        }
        return (int) length;
    }

    /** The length of an {@code exact} value; refuses what is longer than {@link #MAX_LENGTH}. */
    public static int length(BigDecimal value) {
        int signum = value.signum();
        int scale = signum == 0 ? Math.max(value.scale(), 0) : value.scale();
        return checkLength((signum >>> 31) + Decimals.length(value.precision(), scale));
    }

    /** The length of an {@code exact} value; refuses what is longer than {@link #MAX_LENGTH}. */
    public static int length(BigInteger value) {
        int bits = value.bitLength();
        if (bits < Long.SIZE) {
            return Digits.longLength(value.longValue());
        }
        // Too long whatever its digits are: told from the bits, in constant time, by 30103/100000 < log10(2).
        return checkLength(bits > MAX_BITS ? bits * 30_103L / 100_000 : (value.signum() >>> 31) + digits(value));
    }

    private static int digits(BigInteger value) {
        return new BigDecimal(value).precision();
    }

    /** Exact; the length was checked. */
    public static int append(byte[] dst, int pos, BigDecimal value) {
        int digits = value.precision();
        if (digits <= LONG_DIGITS) {
            return Decimals.append(dst, pos, unscaled(value), value.scale());
        }
        return Decimals.append(dst, pos, value.unscaledValue(), digits, value.scale());
    }

    // unscaledValue() allocates; a decimal of scale 0 does not live past its longValue() and is taken apart by C2.
    private static long unscaled(BigDecimal value) {
        return value.scaleByPowerOfTen(value.scale()).longValue();
    }

    /** Exact; the length was checked. */
    public static int append(byte[] dst, int pos, BigInteger value) {
        if (value.bitLength() < Long.SIZE) {
            return Digits.appendLongExact(dst, pos, value.longValue());
        }
        return Decimals.append(dst, pos, value, digits(value), 0);
    }
}
