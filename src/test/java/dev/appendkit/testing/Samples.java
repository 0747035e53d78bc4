// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.appendkit.FractionDigits;
import dev.appendkit.Ksuid;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Values of every kind with the bytes that the JDK makes of them. A few of each: they are for tests that run every kind
 * against every target at every room; whether every value comes out right is the matter of the oracle tests.
 */
public final class Samples {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ISO_LOCAL_DATE;

    private final List<Sample> samples = new ArrayList<>();

    private Samples() {
        integers();
        hexadecimals();
        floatingAndDecimals();
        text();
        temporals();
        uuids();
        ksuids();
        offsetsAndDurations();
        varints();
        fixedWidths();
    }

    public static List<Sample> all() {
        return List.copyOf(new Samples().samples);
    }

    /** Two samples of each method, the one with the shortest and the one with the longest text. */
    public static List<Sample> extremes() {
        List<Sample> extremes = new ArrayList<>();
        List<Sample> all = all();
        all.stream().map(Sample::signature).distinct().forEach(signature -> {
            List<Sample> kind = all.stream()
                    .filter(sample -> sample.signature().equals(signature))
                    .sorted((a, b) -> Integer.compare(a.length(), b.length()))
                    .toList();
            extremes.add(kind.get(0));
            if (kind.size() > 1) {
                extremes.add(kind.get(kind.size() - 1));
            }
        });
        return extremes;
    }

    /** About 8 KB, for targets that are slow to check. */
    public static List<Sample> everyFourth() {
        List<Sample> all = all();
        return IntStream.range(0, all.size() / 4).mapToObj(i -> all.get(4 * i)).toList();
    }

    /** Samples of that many bytes each, of the kinds that can be as long as that. */
    public static List<Sample> ofLength(int length) {
        Samples made = new Samples();
        made.samples.clear();
        String digits = "1234567890".repeat(length / 10 + 1).substring(0, length);
        byte[] bytes = digits.getBytes(UTF_8);
        made.add("appendAscii(CharSequence)", digits, digits);
        made.add("appendUtf8(CharSequence)", digits, new Chars(digits));
        made.add("appendBytes(byte[],int,int)", digits, bytes, 0, length);
        made.add("appendBigInteger(BigInteger)", digits, new BigInteger(digits));
        String hex = HexFormat.of().formatHex(bytes, 0, length / 2);
        made.add("appendHexBytes(byte[],int,int)", hex, bytes, 0, length / 2);
        int triples = length / 4 * 3;
        String base64 = Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, triples));
        made.add("appendBase64(byte[],int,int)", base64, bytes, 0, triples);
        made.decimalsOfLength(length, digits);
        return List.copyOf(made.samples);
    }

    /** Of many zeros before or behind few digits, or of many digits. */
    private void decimalsOfLength(int length, String digits) {
        for (long unscaled : new long[] {0, -7, Long.MIN_VALUE}) {
            int sign = unscaled < 0 ? 1 : 0;
            addDecimal(BigDecimal.valueOf(unscaled, length - sign - 2));
            if (unscaled != 0) {
                addDecimal(BigDecimal.valueOf(unscaled, Long.toString(unscaled).length() - length));
            }
        }
        BigInteger wide = BigInteger.TWO.pow(127);
        addDecimal(new BigDecimal(wide, length - 2));
        addDecimal(new BigDecimal(wide.negate(), wide.toString().length() + 1 - length));
        addDecimal(new BigDecimal(wide.pow(20).negate(), length - 3));
        addDecimal(new BigDecimal(new BigInteger(digits.substring(1)), 9));
    }

    private void addDecimal(BigDecimal decimal) {
        add("appendDecimal(BigDecimal)", decimal.toPlainString(), decimal);
        if (decimal.unscaledValue().bitLength() < Long.SIZE) {
            add(
                    "appendDecimal(long,int)",
                    decimal.toPlainString(),
                    decimal.unscaledValue().longValue(),
                    decimal.scale());
        }
    }

    private void integers() {
        for (boolean value : new boolean[] {true, false}) {
            add("appendBoolean(boolean)", Boolean.toString(value), value);
        }
        for (int value : new int[] {
            0,
            7,
            -7,
            10,
            99,
            -100,
            1_234,
            9_999,
            10_000,
            -54_321,
            654_321,
            7_654_321,
            99_999_999,
            100_000_000,
            Integer.MAX_VALUE,
            Integer.MIN_VALUE
        }) {
            add("appendInt(int)", Integer.toString(value), value);
            add("appendUnsignedInt(int)", Integer.toUnsignedString(value), value);
        }
        for (long value : new long[] {
            0,
            -1,
            42,
            9_999,
            1_000_000,
            -99_999_999,
            4_294_967_296L,
            123_456_789_012L,
            9_999_999_999_999_999L,
            10_000_000_000_000_000L,
            Long.MAX_VALUE,
            Long.MIN_VALUE
        }) {
            add("appendLong(long)", Long.toString(value), value);
            add("appendUnsignedLong(long)", Long.toUnsignedString(value), value);
            for (int width : new int[] {0, 1, 5, 20, 64}) {
                String text = width == 0 ? Long.toString(value) : String.format(Locale.ROOT, "%0" + width + "d", value);
                add("appendZeroPadded(long,int)", text, value, width);
            }
        }
    }

    private void hexadecimals() {
        for (long value : new long[] {0, 9, 0xA, 0xFF, 0x1234, 0xFEDC_BA98L, 0x1_2345_6789L, Long.MAX_VALUE, -1}) {
            String text = Long.toHexString(value);
            add("appendHexLong(long)", text, value);
            for (int digits = text.length(); digits <= 16; digits += 5) {
                String padded = "0".repeat(digits - text.length()) + text;
                add("appendHexPadded(long,int)", padded, value, digits);
            }
        }
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 59 - 128);
        }
        for (int length : new int[] {0, 1, 3, 4, 5, 8, 23}) {
            int to = 2 + length;
            add("appendHexBytes(byte[],int,int)", HexFormat.of().formatHex(bytes, 2, to), bytes, 2, to);
            byte[] slice = new byte[length];
            System.arraycopy(bytes, 2, slice, 0, length);
            add("appendBytes(byte[],int,int)", slice, bytes, 2, to);
            add("appendBase64(byte[],int,int)", Base64.getEncoder().encodeToString(slice), bytes, 2, to);
        }
        add("appendByte(byte)", new byte[] {(byte) 0x80}, (byte) 0x80);
        add("appendByte(byte)", "A", (byte) 'A');
        add("appendBytes(byte[])", bytes, (Object) bytes);
        add("appendBytes(byte[])", "", (Object) new byte[0]);
        for (int value : new int[] {'A', 0x80, 0xFF, -1, 0x1234, Integer.MIN_VALUE}) {
            add("appendByte(int)", new byte[] {(byte) value}, value);
        }
    }

    private void floatingAndDecimals() {
        // Values that Double.toString and Float.toString write in the shortest way on JDK 17 too.
        for (double value : new double[] {
            0,
            -0.0,
            1,
            0.1,
            -1.5,
            100,
            3.141592653589793,
            9_999_999,
            1e7,
            1e-3,
            1.25e-4,
            -1.7976931348623157E308,
            Double.NaN,
            Double.NEGATIVE_INFINITY
        }) {
            add("appendDouble(double)", Double.toString(value), value);
            // The long ones are many rooms.
            for (int digits : Math.abs(value) > 1e300 ? new int[] {3} : new int[] {0, 2, 7}) {
                add("appendFixed(double,int)", Texts.fixed(value, digits), value, digits);
            }
        }
        for (float value : new float[] {
            0,
            -0.0f,
            1,
            0.1f,
            -1.5f,
            3.1415927f,
            9_999_999,
            1e7f,
            1.25e-4f,
            -3.4028235E38f,
            Float.NaN,
            Float.POSITIVE_INFINITY
        }) {
            add("appendFloat(float)", Float.toString(value), value);
        }
        for (long unscaled : new long[] {0, 5, -42, 12_345_678_901L, Long.MAX_VALUE, Long.MIN_VALUE}) {
            for (int scale : new int[] {0, 1, 2, 10, 18, 19, 30, -3}) {
                BigDecimal decimal = BigDecimal.valueOf(unscaled, scale);
                add("appendDecimal(long,int)", decimal.toPlainString(), unscaled, scale);
                add("appendDecimal(BigDecimal)", decimal.toPlainString(), decimal);
            }
            add("appendBigInteger(BigInteger)", Long.toString(unscaled), BigInteger.valueOf(unscaled));
        }
        BigInteger large = BigInteger.TEN.pow(40).subtract(BigInteger.ONE).negate();
        add("appendBigInteger(BigInteger)", large.toString(), large);
        for (int scale : new int[] {0, 7, 40, 50, -4}) {
            BigDecimal decimal = new BigDecimal(large, scale);
            add("appendDecimal(BigDecimal)", decimal.toPlainString(), decimal);
        }
    }

    private void text() {
        for (String text : new String[] {"", "a", "it's", "GET / HTTP/1.1\r\n", "0123456789".repeat(4)}) {
            for (CharSequence sequence : new CharSequence[] {text, builder(text), new Chars(text)}) {
                add("appendAscii(CharSequence)", text.getBytes(UTF_8), sequence);
            }
        }
        for (String text :
                new String[] {"", "a", "é", "€", "𝄞", "naïve €5 𝄞 clef, long enough to leave words behind: żółć"}) {
            for (CharSequence sequence : new CharSequence[] {text, builder(text), new Chars(text)}) {
                add("appendUtf8(CharSequence)", text.getBytes(UTF_8), sequence);
                String padded = "x\uD834" + text + "\uDD1Ex";
                CharSequence around = sequence instanceof String
                        ? padded
                        : sequence instanceof Chars ? new Chars(padded) : builder(padded);
                add("appendUtf8(CharSequence,int,int)", text.getBytes(UTF_8), around, 2, 2 + text.length());
            }
            byte[] around = ("\u00FC" + text + "\u00FC").getBytes(UTF_8);
            add("appendUtf8(byte[],int,int)", text.getBytes(UTF_8), around, 2, around.length - 2);
        }
        add("appendUtf8(CharSequence)", "<\uFFFD>", "<\uD834>");
        add("appendUtf8(CharSequence)", "\uFFFD\uFFFD\uFFFD", new Chars("\uDD1E\uD834\uD834"));
        for (int codePoint : new int[] {'a', 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x1_0000, 0x10_FFFF}) {
            add("appendCodePoint(int)", Character.toString(codePoint), codePoint);
        }
        add("appendCodePoint(int)", "\uFFFD", 0xDC00);
    }

    private static CharSequence builder(String text) {
        StringBuilder builder = new StringBuilder();
        return builder.append(text);
    }

    private void temporals() {
        for (LocalDate date : new LocalDate[] {
            LocalDate.of(0, 1, 1), LocalDate.of(1969, 12, 31), LocalDate.of(2024, 2, 29), LocalDate.of(9999, 12, 31)
        }) {
            add("appendDate(LocalDate)", DATE.format(date), date);
            for (int nano : new int[] {0, 120_000_000, 123_456_000, 123_456_780, 999_999_999}) {
                LocalTime time = LocalTime.of(date.getMonthValue() + 8, 2, 59, nano);
                for (FractionDigits fraction : FractionDigits.values()) {
                    dateTime(date.atTime(time), fraction);
                }
            }
        }
    }

    private void dateTime(LocalDateTime value, FractionDigits fraction) {
        String time = Texts.time(value.toLocalTime(), fraction);
        String timestamp = DATE.format(value) + " " + time;
        String instant = DATE.format(value) + "T" + time + "Z";
        Instant at = value.toInstant(ZoneOffset.UTC);
        long second = at.getEpochSecond();
        add("appendTime(LocalTime,FractionDigits)", time, value.toLocalTime(), fraction);
        add("appendTimestamp(LocalDateTime,FractionDigits)", timestamp, value, fraction);
        add("appendTimestamp(long,int,FractionDigits)", timestamp, second, at.getNano(), fraction);
        add("appendInstant(Instant,FractionDigits)", instant, at, fraction);
        add("appendInstant(long,int,FractionDigits)", instant, second, at.getNano(), fraction);
        LocalDateTime millis = value.truncatedTo(ChronoUnit.MILLIS);
        LocalDateTime micros = value.truncatedTo(ChronoUnit.MICROS);
        long milli = at.toEpochMilli();
        long micro = Math.addExact(Math.multiplyExact(second, 1_000_000L), at.getNano() / 1_000);
        add("appendTimestampMillis(long,FractionDigits)", Texts.dateTime(millis, ' ', fraction), milli, fraction);
        add("appendTimestampMicros(long,FractionDigits)", Texts.dateTime(micros, ' ', fraction), micro, fraction);
        add("appendInstantMillis(long,FractionDigits)", Texts.dateTime(millis, 'T', fraction) + "Z", milli, fraction);
        add("appendInstantMicros(long,FractionDigits)", Texts.dateTime(micros, 'T', fraction) + "Z", micro, fraction);
    }

    private void ksuids() {
        // As the reference implementation prints them.
        ksuid("000000000000000000000000000", "0000000000000000000000000000000000000000");
        ksuid("aWgEPTl1tmebfsQzFP4bxwgy80V", "ffffffffffffffffffffffffffffffffffffffff");
        ksuid("0ujtsYcgvSTl8PAuAdqWYSMnLOv", "0669f7efb5a1cd34b5f99d1154fb6853345c9735");
    }

    private void ksuid(String text, String hex) {
        byte[] bytes = HexFormat.of().parseHex("99" + hex);
        add("appendKsuid(byte[],int)", text, bytes, 1);
        add("appendKsuid(Ksuid)", text, Ksuid.of(bytes, 1));
    }

    private void uuids() {
        for (UUID uuid : new UUID[] {new UUID(0, 0), new UUID(0x0123_4567_89AB_CDEFL, -1), new UUID(-2, 77)}) {
            add("appendUuid(UUID)", uuid.toString(), uuid);
            add(
                    "appendUuid(long,long)",
                    uuid.toString(),
                    uuid.getMostSignificantBits(),
                    uuid.getLeastSignificantBits());
        }
    }

    private void offsetsAndDurations() {
        for (LocalDateTime local : new LocalDateTime[] {
            LocalDateTime.of(0, 1, 1, 0, 0), LocalDateTime.of(2026, 11, 21, 9, 2, 3, 123_400_000)
        }) {
            for (ZoneOffset offset : new ZoneOffset[] {
                ZoneOffset.UTC,
                ZoneOffset.MAX,
                ZoneOffset.MIN,
                ZoneOffset.ofHoursMinutes(5, 45),
                ZoneOffset.ofTotalSeconds(-60)
            }) {
                for (FractionDigits fraction : FractionDigits.values()) {
                    String text = Texts.dateTime(local, 'T', fraction) + offset.getId();
                    add("appendOffsetDateTime(OffsetDateTime,FractionDigits)", text, local.atOffset(offset), fraction);
                }
            }
            add("appendHttpDate(long)", Texts.httpDate(local), local.toEpochSecond(ZoneOffset.UTC));
        }
        for (Duration duration : new Duration[] {
            Duration.ZERO,
            Duration.ofNanos(-1),
            Duration.ofMillis(61_500),
            Duration.ofHours(5),
            Duration.ofSeconds(-7_200, 120_000_000),
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
            // The longest one: of the hours that have 16 digits and a sign the last with both other parts two digits
            // long.
            Duration.ofSeconds(-2_562_047_788_015_214L * 3_600 - 59 * 60 - 60, 1)
        }) {
            add("appendDuration(Duration)", duration.toString(), duration);
        }
    }

    private void varints() {
        for (int value :
                new int[] {0, 1, -1, 63, -64, 64, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            add("appendVarInt(int)", Texts.varint(BigInteger.valueOf(Integer.toUnsignedLong(value))), value);
            add("appendZigZagInt(int)", Texts.varint(Texts.zigZag(value)), value);
        }
        for (long value :
                new long[] {0, 1, -1, 127, 128, 1L << 35, -1L << 34, 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE}) {
            add("appendVarLong(long)", Texts.varint(new BigInteger(Long.toUnsignedString(value))), value);
            add("appendZigZagLong(long)", Texts.varint(Texts.zigZag(value)), value);
        }
    }

    /** As ByteBuffer puts them; what is shorter than an int or a long is the end of one. */
    private void fixedWidths() {
        for (int value : new int[] {0, 1, -1, 0x1234_5678, 0xFEDC_BA98, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            byte[] big = ByteBuffer.allocate(4).putInt(value).array();
            byte[] little = reversed(big);
            add("appendShortBigEndian(int)", Arrays.copyOfRange(big, 2, 4), value);
            add("appendShortLittleEndian(int)", Arrays.copyOf(little, 2), value);
            add("appendMediumBigEndian(int)", Arrays.copyOfRange(big, 1, 4), value);
            add("appendMediumLittleEndian(int)", Arrays.copyOf(little, 3), value);
            add("appendIntBigEndian(int)", big, value);
            add("appendIntLittleEndian(int)", little, value);
        }
        for (long value : new long[] {0, -1, 0x0123_4567_89AB_CDEFL, 0xFEDC_BA98_7654_3210L, Long.MIN_VALUE}) {
            byte[] big = ByteBuffer.allocate(8).putLong(value).array();
            add("appendLongBigEndian(long)", big, value);
            add("appendLongLittleEndian(long)", reversed(big), value);
        }
        for (float value : new float[] {0, -0.0f, 1.5f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY}) {
            add(
                    "appendFloatBigEndian(float)",
                    ByteBuffer.allocate(4).putFloat(value).array(),
                    value);
            add(
                    "appendDoubleBigEndian(double)",
                    ByteBuffer.allocate(8).putDouble(value / 3).array(),
                    (double) (value / 3));
        }
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private void add(String signature, String expected, Object... arguments) {
        add(signature, expected.getBytes(UTF_8), arguments);
    }

    private void add(String signature, byte[] expected, Object... arguments) {
        samples.add(new Sample(signature, expected, arguments));
    }
}
