// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every public method of a writer with odd arguments in every place of its grammar.
 *
 * @param <W> the writer
 * @param <S> what the model must know
 */
abstract class ArgumentContract<W, S> extends TextContract<W, S> {
    private static final JsonValue HALF_A_VALUE = json -> {
        json.beginArray().appendInt(1);
        throw new IllegalArgumentException("half a value");
    };

    /** The first value of each type is a usual one; null is tried for all that are no primitives. */
    private static final Map<Class<?>, List<?>> VALUES = Map.ofEntries(
            entry(int.class, List.of(1, -1, 0, Integer.MIN_VALUE, Integer.MAX_VALUE)),
            entry(long.class, List.of(1L, Long.MIN_VALUE, Long.MAX_VALUE)),
            entry(float.class, List.of(1f, Float.NaN)),
            entry(double.class, List.of(1.0, 0.0, Double.NaN, Double.NEGATIVE_INFINITY)),
            entry(boolean.class, List.of(true)),
            entry(
                    CharSequence.class,
                    List.of(
                            "a",
                            "",
                            "a\0",
                            "\uD800",
                            "a\n",
                            new FailingText("abc", 1),
                            new OddText(() -> -1, () -> {}),
                            new OddText(() -> Integer.MIN_VALUE, () -> {}))),
            entry(byte[].class, List.of(new byte[] {'a', 'b', (byte) 0xC0, 0}, new byte[0])),
            entry(
                    BigDecimal.class,
                    List.of(
                            BigDecimal.ONE,
                            new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE),
                            new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
                            new BigDecimal(BigInteger.ONE.shiftLeft(300_000)))),
            entry(BigInteger.class, List.of(BigInteger.ONE, BigInteger.ONE.shiftLeft(300_000))),
            entry(Instant.class, List.of(Instant.EPOCH, Instant.MIN, Instant.MAX)),
            entry(LocalDate.class, List.of(LocalDate.EPOCH, LocalDate.MIN, LocalDate.MAX)),
            entry(LocalDateTime.class, List.of(LocalDate.EPOCH.atStartOfDay(), LocalDateTime.MIN, LocalDateTime.MAX)),
            entry(LocalTime.class, List.of(LocalTime.NOON)),
            entry(UUID.class, List.of(new UUID(1, 2))),
            entry(FractionDigits.class, List.of(FractionDigits.NONE)),
            entry(JsonName.class, List.of(JsonName.of("a"))),
            entry(JsonValue.class, List.of((JsonValue) JsonWriter::appendNull, HALF_A_VALUE)),
            entry(RespArgument.class, List.of(RespArgument.of("a"))),
            entry(MetricType.class, List.of(MetricType.GAUGE)),
            entry(PrometheusLabels.class, List.of(PrometheusLabels.of("a", "b"))),
            entry(StatsdWriter.Type.class, List.of(StatsdWriter.Type.GAUGE)));

    /** Whatever the reason is; each call that the model allows can follow. */
    @Test
    void aRefusedCallChangesNothing() {
        int refused = 0;
        Iterable<List<Call<W, S>>> places = places();
        for (Method method : create().getClass().getMethods()) {
            boolean appends = method.getDeclaringClass() == create().getClass()
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getParameterCount() > 0
                    && !method.getName().equals("reset");
            for (@Nullable Object[] arguments : appends ? arguments(method) : List.<Object[]>of()) {
                for (List<Call<W, S>> sequence : places) {
                    refused += checkRefusal(sequence, method, arguments);
                }
            }
        }
        assertThat(refused).isPositive();
    }

    /** A way to each place of the grammar. */
    private Iterable<List<Call<W, S>>> places() {
        Map<Object, List<Call<W, S>>> ways = new LinkedHashMap<>();
        ways.put(place(start()), List.of());
        allowed(2).forEach(sequence -> ways.putIfAbsent(place(model(sequence)), sequence));
        return ways.values();
    }

    private static Object place(Model<?> model) {
        return List.of(model.state(), model.start() >= 0, model.complete());
    }

    /** One argument at a time is an odd one. */
    private static List<@Nullable Object[]> arguments(Method method) {
        Class<?>[] types = method.getParameterTypes();
        @Nullable Object[] usual = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            assertThat(VALUES).as("%s", method).containsKey(types[i]);
            usual[i] = VALUES.get(types[i]).get(0);
        }
        List<@Nullable Object[]> all = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            List<@Nullable Object> values = new ArrayList<>(VALUES.get(types[i]));
            if (!types[i].isPrimitive()) {
                values.add(null);
            }
            for (Object value : values) {
                @Nullable Object[] arguments = usual.clone();
                arguments[i] = value;
                all.add(arguments);
            }
        }
        return all;
    }

    private int checkRefusal(List<Call<W, S>> sequence, Method method, @Nullable Object[] arguments) {
        Model<S> model = model(sequence);
        AppendBuffer out = AppendBuffer.growing(64, 1 << 16);
        W writer = played(sequence, out);
        if (!isRefused(writer, method, arguments)) {
            return 0;
        }
        Object what = sequence + ", " + method.getName() + Arrays.toString(method.getParameterTypes());
        check(what, writer, out, model);
        for (Call<W, S> call : calls()) {
            Model<S> next = call.next().apply(model);
            if (next != null) {
                out.clear();
                W another = played(sequence, out);
                isRefused(another, method, arguments);
                call.action().accept(another);
                check(what, another, out, next);
            }
        }
        return 1;
    }

    private W played(List<Call<W, S>> sequence, AppendBuffer out) {
        W writer = create();
        reset(writer, out);
        playAll(writer, sequence);
        return writer;
    }

    private boolean isRefused(W writer, Method method, @Nullable Object[] arguments) {
        try {
            method.invoke(writer, arguments);
            return false;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException) {
                return true;
            }
            throw new AssertionError(method + " threw", e.getCause());
        } catch (IllegalAccessException e) {
            return fail(e);
        }
    }
}
