// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.mariadb;

import dev.appendkit.sql.SqlMode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.plugin.codec.BigDecimalCodec;
import org.mariadb.jdbc.plugin.codec.BigIntegerCodec;
import org.mariadb.jdbc.plugin.codec.BooleanCodec;
import org.mariadb.jdbc.plugin.codec.ByteArrayCodec;
import org.mariadb.jdbc.plugin.codec.ByteCodec;
import org.mariadb.jdbc.plugin.codec.DoubleCodec;
import org.mariadb.jdbc.plugin.codec.DurationCodec;
import org.mariadb.jdbc.plugin.codec.FloatCodec;
import org.mariadb.jdbc.plugin.codec.InstantCodec;
import org.mariadb.jdbc.plugin.codec.IntCodec;
import org.mariadb.jdbc.plugin.codec.LocalDateCodec;
import org.mariadb.jdbc.plugin.codec.LocalDateTimeCodec;
import org.mariadb.jdbc.plugin.codec.LocalTimeCodec;
import org.mariadb.jdbc.plugin.codec.LongCodec;
import org.mariadb.jdbc.plugin.codec.OffsetDateTimeCodec;
import org.mariadb.jdbc.plugin.codec.ShortCodec;
import org.mariadb.jdbc.plugin.codec.StringCodec;
import org.mariadb.jdbc.plugin.codec.UuidCodec;

/**
 * The codecs that the service file names: one a class, because the driver asks each for one type of the binary
 * protocol.
 */
public final class AppendkitCodecs {
    private AppendkitCodecs() {}

    /** Encodes {@code Long}. */
    public static final class OfLong extends AppendkitCodec<Long> {
        /** Called by the service loader. */
        public OfLong() {
            super(Long.class, LongCodec.INSTANCE);
        }
    }

    /** Encodes {@code Integer}. */
    public static final class OfInteger extends AppendkitCodec<Integer> {
        /** Called by the service loader. */
        public OfInteger() {
            super(Integer.class, IntCodec.INSTANCE);
        }
    }

    /** Encodes {@code Short}. */
    public static final class OfShort extends AppendkitCodec<Short> {
        /** Called by the service loader. */
        public OfShort() {
            super(Short.class, ShortCodec.INSTANCE);
        }
    }

    /** Encodes {@code Byte}. */
    public static final class OfByte extends AppendkitCodec<Byte> {
        /** Called by the service loader. */
        public OfByte() {
            super(Byte.class, ByteCodec.INSTANCE);
        }
    }

    /** Encodes {@code Double}. */
    public static final class OfDouble extends AppendkitCodec<Double> {
        /** Called by the service loader. */
        public OfDouble() {
            super(Double.class, DoubleCodec.INSTANCE);
        }
    }

    /** Encodes {@code Float}. */
    public static final class OfFloat extends AppendkitCodec<Float> {
        /** Called by the service loader. */
        public OfFloat() {
            super(Float.class, FloatCodec.INSTANCE);
        }
    }

    /** Encodes {@code Boolean}. */
    public static final class OfBoolean extends AppendkitCodec<Boolean> {
        /** Called by the service loader. */
        public OfBoolean() {
            super(Boolean.class, BooleanCodec.INSTANCE);
        }
    }

    /** Encodes {@code BigDecimal}. */
    public static final class OfBigDecimal extends AppendkitCodec<BigDecimal> {
        /** Called by the service loader. */
        public OfBigDecimal() {
            super(BigDecimal.class, BigDecimalCodec.INSTANCE);
        }
    }

    /** Encodes {@code BigInteger}. */
    public static final class OfBigInteger extends AppendkitCodec<BigInteger> {
        /** Called by the service loader. */
        public OfBigInteger() {
            super(BigInteger.class, BigIntegerCodec.INSTANCE);
        }
    }

    /** Encodes {@code String}. */
    public static final class OfString extends AppendkitCodec<String> {
        /** Called by the service loader. */
        public OfString() {
            super(String.class, StringCodec.INSTANCE);
        }
    }

    /** Encodes {@code byte[]}. */
    public static final class OfBytes extends AppendkitCodec<byte[]> {
        /** Called by the service loader. */
        public OfBytes() {
            super(byte[].class, ByteArrayCodec.INSTANCE);
        }
    }

    /** Encodes {@code LocalDate}. */
    public static final class OfLocalDate extends AppendkitCodec<LocalDate> {
        /** Called by the service loader. */
        public OfLocalDate() {
            super(LocalDate.class, LocalDateCodec.INSTANCE);
        }
    }

    /** Encodes {@code LocalTime}. */
    public static final class OfLocalTime extends AppendkitCodec<LocalTime> {
        /** Called by the service loader. */
        public OfLocalTime() {
            super(LocalTime.class, LocalTimeCodec.INSTANCE);
        }
    }

    /** Encodes {@code LocalDateTime}. */
    public static final class OfLocalDateTime extends AppendkitCodec<LocalDateTime> {
        /** Called by the service loader. */
        public OfLocalDateTime() {
            super(LocalDateTime.class, LocalDateTimeCodec.INSTANCE);
        }
    }

    /** Encodes {@code Instant}. */
    public static final class OfInstant extends AppendkitCodec<Instant> {
        /** Called by the service loader. */
        public OfInstant() {
            super(Instant.class, InstantCodec.INSTANCE);
        }

        @Override
        SqlMode mode(Context context) {
            return SessionModes.withZone(context);
        }
    }

    /** Encodes {@code OffsetDateTime}. */
    public static final class OfOffsetDateTime extends AppendkitCodec<OffsetDateTime> {
        /** Called by the service loader. */
        public OfOffsetDateTime() {
            super(OffsetDateTime.class, OffsetDateTimeCodec.INSTANCE);
        }

        @Override
        SqlMode mode(Context context) {
            return SessionModes.withZone(context);
        }
    }

    /** Encodes {@code Duration}. */
    public static final class OfDuration extends AppendkitCodec<Duration> {
        /** Called by the service loader. */
        public OfDuration() {
            super(Duration.class, DurationCodec.INSTANCE);
        }
    }

    /** Encodes {@code UUID}. */
    public static final class OfUuid extends AppendkitCodec<UUID> {
        /** Called by the service loader. */
        public OfUuid() {
            super(UUID.class, UuidCodec.INSTANCE);
        }
    }
}
