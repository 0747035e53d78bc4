// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract, for a dialect of each family and the options that change what a call writes. */
class CsvContractTest {
    private static final String NULL = "a null that is the empty field";
    private static final UUID ID = UUID.fromString("0123e4567-e89b-12d3-a456-426614174000".substring(1));

    @Nested
    class Rfc4180 extends Contract {
        Rfc4180() {
            super(CsvDialect.rfc4180());
        }
    }

    @Nested
    class EveryOption extends Contract {
        EveryOption() {
            super(CsvDialect.rfc4180()
                    .separator(';')
                    .crlf(false)
                    .quoteEmpty(true)
                    .guardFormulas(true));
        }
    }

    @Nested
    class EscapedTsv extends Contract {
        EscapedTsv() {
            super(CsvDialect.escapedTsv());
        }
    }

    /** The test of an inner class is found only beside one of the outer class. */
    @Test
    void theDialectsDiffer() {
        assertThat(CsvText.of(CsvDialect.rfc4180(), "a\"b", true)).isEqualTo("\"a\"\"b\"");
    }

    @Test
    void separatorsAreThoseThatNoTypedValueContains() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            char separator = (char) c;
            if (",;|\t\u001F".indexOf(separator) >= 0) {
                CsvDialect.rfc4180().separator(separator);
            } else {
                assertThatThrownBy(() -> CsvDialect.rfc4180().separator(separator))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void escapedTsvHasNoOptions() {
        CsvDialect tsv = CsvDialect.escapedTsv();
        assertThat(tsv.guardFormulas(false).escapes()).isTrue();
        for (Consumer<CsvDialect> option : List.<Consumer<CsvDialect>>of(
                dialect -> dialect.guardFormulas(true),
                dialect -> dialect.quoteEmpty(true),
                dialect -> dialect.quoteEmpty(false),
                dialect -> dialect.separator('\t'),
                dialect -> dialect.crlf(false))) {
            assertThatThrownBy(() -> option.accept(tsv)).isInstanceOf(IllegalArgumentException.class);
            option.accept(CsvDialect.rfc4180());
        }
    }

    /** What the model must know: the fields of the record. */
    abstract static class Contract extends FormatContract<CsvWriter, List<String>> {
        private final CsvDialect dialect;

        Contract(CsvDialect dialect) {
            this.dialect = dialect;
        }

        @Override
        CsvWriter create() {
            return new CsvWriter(dialect);
        }

        @Override
        void reset(CsvWriter writer, AppendBuffer out) {
            writer.reset(out);
        }

        @Override
        void rollBack(CsvWriter writer) {
            writer.rollBack();
        }

        @Override
        boolean isComplete(CsvWriter writer) {
            return writer.isComplete();
        }

        @Override
        List<String> initial() {
            return List.of();
        }

        private Call<CsvWriter, List<String>> field(String name, String text, Consumer<CsvWriter> action) {
            return new Call<>(name, action, model -> {
                List<String> fields = new ArrayList<>(model.state());
                fields.add(text);
                String written = text.equals(NULL) ? CsvText.nullText(dialect) : text;
                return model.append(fields.size() == 1 ? written : dialect.separator() + written, fields);
            });
        }

        private Call<CsvWriter, List<String>> text(String text) {
            return new Call<>("text " + text, csv -> csv.appendString(text), model -> {
                List<String> fields = new ArrayList<>(model.state());
                String written = CsvText.of(dialect, text, fields.isEmpty());
                fields.add(written);
                return model.append(fields.size() == 1 ? written : dialect.separator() + written, fields);
            });
        }

        private Model<List<String>> ended(Model<List<String>> model) {
            if (model.state().isEmpty()) {
                return null;
            }
            String end = dialect.isCrlf() ? "\r\n" : "\n";
            boolean lone = model.state().size() == 1 && !dialect.escapes();
            if (lone
                    && (model.state().get(0).equals(NULL)
                            || model.state().get(0).isEmpty())) {
                return dialect.quotesEmpty() ? null : model.end("\"\"" + end, initial());
            }
            return model.end(end, initial());
        }

        @Override
        List<Call<CsvWriter, List<String>>> calls() {
            return List.of(
                    new Call<>("endRecord", CsvWriter::endRecord, this::ended),
                    field("null", NULL, CsvWriter::appendNull),
                    field("null string", NULL, csv -> csv.appendString(null)),
                    text(""),
                    text("\\."),
                    text("=a;\"b,\tc\\"),
                    text("plain text"),
                    field("long", "-42", csv -> csv.appendLong(-42)),
                    Call.refused("NUL", csv -> csv.appendString("ab\0")));
        }

        @Override
        List<Call<CsvWriter, List<String>>> moreCalls() {
            BigDecimal decimal = new BigDecimal("12345678901234567890.05");
            byte[] bytes = "xaz\0".getBytes(UTF_8);
            String hex = dialect.escapes() ? "\\\\x617a00" : "\\x617a00";
            return List.of(
                    field("boolean", "true", csv -> csv.appendBoolean(true)),
                    field("int", "-2147483648", csv -> csv.appendInt(Integer.MIN_VALUE)),
                    field("unsigned", "18446744073709551615", csv -> csv.appendUnsignedLong(-1)),
                    field("float", "1.5E9", csv -> csv.appendFloat(1.5E9f)),
                    field("double", "-1.7976931348623157E308", csv -> csv.appendDouble(-Double.MAX_VALUE)),
                    field("infinity", "-Infinity", csv -> csv.appendDouble(Double.NEGATIVE_INFINITY)),
                    field("scaled long", "-0.05", csv -> csv.appendDecimal(-5, 2)),
                    field("decimal", "12345678901234567890.05", csv -> csv.appendDecimal(decimal)),
                    field("integer", "1" + "0".repeat(30), csv -> csv.appendBigInteger(BigInteger.TEN.pow(30))),
                    field("date", "2026-11-21", csv -> csv.appendDate(LocalDate.of(2026, 11, 21))),
                    field("epoch day", "1969-12-31", csv -> csv.appendEpochDay(-1)),
                    field(
                            "time",
                            "09:02:03.12",
                            csv -> csv.appendTime(LocalTime.of(9, 2, 3, 120_000_000), FractionDigits.TRIMMED)),
                    field(
                            "timestamp",
                            "2026-11-21 09:02:03",
                            csv -> csv.appendTimestamp(LocalDateTime.of(2026, 11, 21, 9, 2, 3), FractionDigits.AUTO)),
                    field(
                            "timestamp of a second",
                            "1970-01-01 00:00:01.000000",
                            csv -> csv.appendTimestamp(1, 7, FractionDigits.MICROS)),
                    field(
                            "instant",
                            "1970-01-01T00:00:01.007Z",
                            csv -> csv.appendInstant(1, 7_000_000, FractionDigits.MILLIS)),
                    field("UUID", ID.toString(), csv -> csv.appendUuid(ID)),
                    field("UTF-8", "az", csv -> csv.appendUtf8(bytes, 1, 3)),
                    field("bytes", hex, csv -> csv.appendBytes(bytes, 1, 4)),
                    text("Ω, a \"quoted\"\r\nline"),
                    text("\uFF1Da"),
                    text("a = b"),
                    Call.refused("NUL in UTF-8", csv -> csv.appendUtf8(bytes, 0, 4)),
                    Call.refused("no UTF-8", csv -> csv.appendUtf8(new byte[] {(byte) 0xC0, (byte) 0x80}, 0, 2)));
        }

        @Override
        List<TextCall<CsvWriter>> textCalls() {
            return List.of(
                    new TextCall<>(
                            "the first field",
                            csv -> {},
                            CsvWriter::appendString,
                            text -> CsvText.of(dialect, text, true)),
                    new TextCall<>("the second field", csv -> csv.appendLong(1), CsvWriter::appendString, text -> {
                        String written = CsvText.of(dialect, text, false);
                        return written == null ? null : dialect.separator() + written;
                    }),
                    new TextCall<>(
                            "UTF-8",
                            csv -> {},
                            (csv, text) -> {
                                // Read char by char, as the contract wants it.
                                StringBuilder chars = new StringBuilder();
                                text.chars().forEach(c -> chars.append((char) c));
                                byte[] utf8 = CsvText.replaced(chars.toString()).getBytes(UTF_8);
                                csv.appendUtf8(utf8, 0, utf8.length);
                            },
                            text -> CsvText.of(dialect, text, true)));
        }

        @Override
        void record(CsvWriter csv) {
            csv.appendString("plain text")
                    .appendString("q\"q,\t\\")
                    .appendString("")
                    .appendString("Ωあ");
            csv.appendLong(1L << 40)
                    .appendInt(7)
                    .appendBoolean(true)
                    .appendDouble(1.5)
                    .appendFloat(2.5f);
            csv.appendDecimal(12_345, 2).appendNull().appendInstant(1_700_000_000, 7, FractionDigits.MICROS);
            csv.appendDate(DATE).appendUuid(ID).appendBytes(BYTES, 0, 5).appendUtf8(BYTES, 0, 5);
            csv.appendString(BUILDER)
                    .appendEpochDay(20_000)
                    .appendUnsignedLong(-1)
                    .endRecord();
        }

        private static final LocalDate DATE = LocalDate.of(2026, 11, 21);
        private static final byte[] BYTES = "a\"b\tc".getBytes(UTF_8);
        private static final StringBuilder BUILDER = new StringBuilder().append("built, \"text\"");
    }
}
