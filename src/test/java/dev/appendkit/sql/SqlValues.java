// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The setters of parameters, found by reflection, with a value for each type that one of them takes. */
final class SqlValues {

    private static final LocalDateTime NOW = LocalDateTime.of(2020, 1, 2, 3, 4, 5, 6_000);

    private SqlValues() {}

    static Stream<Method> setters() {
        return Arrays.stream(SqlParameters.class.getMethods())
                .filter(m -> m.getName().startsWith("set"))
                .sorted(Comparator.comparing(Method::toString));
    }

    /** Arguments for the first parameter; readers and streams are new ones. */
    static Object[] arguments(Method setter) {
        Class<?>[] types = setter.getParameterTypes();
        Object[] arguments = new Object[types.length];
        arguments[0] = 1;
        for (int i = 1; i < types.length; i++) {
            arguments[i] = value(types[i], i);
        }
        return arguments;
    }

    private static Object value(Class<?> type, int position) {
        if (type == int.class) {
            return position;
        } else if (type == long.class) {
            // The length of the reader and the stream too.
            return 4L;
        }
        Object value = VALUES.get(type);
        if (type == Reader.class) {
            return new StringReader("it's");
        } else if (type == InputStream.class) {
            return new ByteArrayInputStream(new byte[4]);
        } else if (value == null) {
            throw new AssertionError("no value for " + type);
        }
        return value;
    }

    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(boolean.class, true),
            Map.entry(String.class, "text"),
            Map.entry(ByteBuffer.class, ByteBuffer.wrap(new byte[] {0, 1, 'a', (byte) 0xFF}, 1, 3)),
            Map.entry(float.class, 0.1f),
            Map.entry(double.class, -Math.PI),
            Map.entry(BigDecimal.class, new BigDecimal("-123456789012345678901234567890.12")),
            Map.entry(BigInteger.class, BigInteger.TWO.pow(70)),
            Map.entry(CharSequence.class, "it's \\ \n\0 \u20ac \ud83d\ude00"),
            Map.entry(byte[].class, new byte[] {'\'', '\\', 0, (byte) 0xFF}),
            Map.entry(LocalDate.class, NOW.toLocalDate()),
            Map.entry(LocalTime.class, NOW.toLocalTime()),
            Map.entry(LocalDateTime.class, NOW),
            Map.entry(Instant.class, NOW.toInstant(ZoneOffset.UTC)),
            Map.entry(OffsetDateTime.class, NOW.atOffset(ZoneOffset.ofHours(2))),
            Map.entry(OffsetTime.class, OffsetTime.of(NOW.toLocalTime(), ZoneOffset.ofHours(-2))),
            Map.entry(InetAddress.class, InetAddress.getLoopbackAddress()),
            Map.entry(Duration.class, Duration.ofMillis(-400_000_500)),
            Map.entry(UUID.class, new UUID(1, 2)),
            Map.entry(Enum.class, TimeUnit.DAYS),
            Map.entry(SqlArray.class, SqlArray.of("text", List.of("it's", "b"))),
            Map.entry(RawSql.class, RawSql.unchecked("DEFAULT")),
            Map.entry(SqlValue.class, (SqlValue) writer -> writer.writeString("it's")),
            Map.entry(Collection.class, List.of(1, "it's")),
            Map.entry(Object.class, "it's"));
}
