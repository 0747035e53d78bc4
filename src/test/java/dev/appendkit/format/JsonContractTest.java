// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.testing.Chars;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** JSON as a stack of brackets and what stands before the next token. */
class JsonContractTest extends FormatContract<JsonWriter, JsonContractTest.Place> {
    private static final byte[] BYTES = "raw \"bytes\"".getBytes(UTF_8);
    private static final byte[] RAW = "{\"raw\":[1]}".getBytes(UTF_8);
    private static final JsonName NAME = JsonName.of("id");
    private static final JsonName LONG_NAME = JsonName.of("a name of 26 chars, \"äöü\"");
    private static final UUID SOME_UUID = UUID.fromString("0191f2c4-8a5b-7cde-8123-456789abcdef");
    private static final BigDecimal DECIMAL = new BigDecimal("-12345678901234567890.123");
    private static final Instant INSTANT = Instant.parse("2026-11-21T09:02:03.123456789Z");
    private static final LocalDate DATE = LocalDate.of(2026, 11, 21);
    private static final JsonValue POINT = json -> json.beginObject()
            .name("x")
            .appendInt(1)
            .name("y")
            .beginArray()
            .endArray()
            .endObject();
    private static final JsonValue TWO = json -> json.appendInt(1).appendInt(2);

    /** The open brackets, and what may follow: a value, first or later, a name, first or later, or nothing. */
    record Place(String brackets, Next next) {
        Place behindValue() {
            if (brackets.isEmpty()) {
                return new Place("", Next.NOTHING);
            }
            return new Place(brackets, brackets.endsWith("[") ? Next.LATER_ELEMENT : Next.LATER_NAME);
        }
    }

    enum Next {
        VALUE,
        FIRST_ELEMENT,
        LATER_ELEMENT,
        FIRST_NAME,
        LATER_NAME,
        NOTHING
    }

    @Override
    JsonWriter create() {
        return new JsonWriter();
    }

    /** What the style makes of a value in the standard one. */
    String styled(String minimal) {
        return minimal;
    }

    /** A text as a string. */
    String quoted(String text) {
        return JsonTextsTest.minimal(text);
    }

    @Override
    void reset(JsonWriter writer, AppendBuffer out) {
        writer.reset(out);
    }

    @Override
    void rollBack(JsonWriter writer) {
        writer.rollBack();
    }

    @Override
    boolean isComplete(JsonWriter writer) {
        return writer.isComplete();
    }

    @Override
    Place initial() {
        return new Place("", Next.VALUE);
    }

    @Override
    List<Call<JsonWriter, Place>> calls() {
        return List.of(
                open("beginObject", JsonWriter::beginObject, "{", Next.FIRST_NAME),
                open("beginArray", JsonWriter::beginArray, "[", Next.FIRST_ELEMENT),
                close("endObject", JsonWriter::endObject, "{", "}"),
                close("endArray", JsonWriter::endArray, "[", "]"),
                name("name(JsonName)", json -> json.name(NAME), "\"id\":"),
                name("name(CharSequence)", json -> json.name("say \"hi\""), "\"say \\\"hi\\\"\":"),
                value("appendInt", json -> json.appendInt(-7), "-7"),
                value("appendString", json -> json.appendString("tab\tend"), "\"tab\\tend\""),
                value("appendValue", json -> json.appendValue(POINT), "{\"x\":1,\"y\":[]}"),
                Call.refused("appendValue of none", json -> json.appendValue(none -> {})),
                Call.refused("appendValue of two", json -> json.appendValue(TWO)),
                new Call<>("endRecord", JsonWriter::endRecord, this::endRecord),
                new Call<>("rollBack", JsonWriter::rollBack, model -> model.cut(initial())));
    }

    @Override
    List<Call<JsonWriter, Place>> moreCalls() {
        return List.of(
                name("name of a foreign text", json -> json.name(Chars.builder("ä")), "\"ä\":"),
                name("a long name", json -> json.name(LONG_NAME), "\"a name of 26 chars, \\\"äöü\\\"\":"),
                value("appendNull", JsonWriter::appendNull, "null"),
                value("appendBoolean", json -> json.appendBoolean(true), "true"),
                value("appendBoolean", json -> json.appendBoolean(false), "false"),
                value("appendLong", json -> json.appendLong(Long.MIN_VALUE), "-9223372036854775808"),
                value("appendUnsignedLong", json -> json.appendUnsignedLong(-1), "18446744073709551615"),
                value("appendFloat", json -> json.appendFloat(0.1f), "0.1"),
                value("appendDouble", json -> json.appendDouble(-2.5e-300), "-2.5E-300"),
                Call.refused("appendDouble of NaN", json -> json.appendDouble(Double.NaN)),
                Call.refused("appendFloat of infinity", json -> json.appendFloat(Float.POSITIVE_INFINITY)),
                value("appendDecimal(long,int)", json -> json.appendDecimal(-12345, 2), "-123.45"),
                value("appendDecimal(BigDecimal)", json -> json.appendDecimal(DECIMAL), DECIMAL.toPlainString()),
                value("a small decimal", json -> json.appendDecimal(new BigDecimal("0.01")), "0.01"),
                Call.refused("a long decimal", json -> json.appendDecimal(BigDecimal.valueOf(1, -70_000))),
                value(
                        "appendBigInteger",
                        json -> json.appendBigInteger(BigInteger.TWO.pow(80)),
                        "1208925819614629174706176"),
                value("appendString of null", json -> json.appendString(null), "null"),
                value("appendString of a range", json -> json.appendString("0123456789", 2, 5), "\"234\""),
                value("a foreign text", json -> json.appendString(Chars.builder("日本")), "\"日本\""),
                value(
                        "appendInstant",
                        json -> json.appendInstant(INSTANT, FractionDigits.MICROS),
                        "\"2026-11-21T09:02:03.123456Z\""),
                value(
                        "appendInstant(long,int)",
                        json -> json.appendInstant(0, 0, FractionDigits.NONE),
                        "\"1970-01-01T00:00:00Z\""),
                value("appendDate", json -> json.appendDate(DATE), "\"2026-11-21\""),
                value("appendUuid", json -> json.appendUuid(SOME_UUID), '"' + SOME_UUID.toString() + '"'),
                value("appendBase64", json -> json.appendBase64(BYTES, 0, 4), "\"cmF3IA==\""),
                value("appendHexBytes", json -> json.appendHexBytes(BYTES, 0, 4), "\"72617720\""),
                value("appendValue of null", json -> json.appendValue(null), "null"),
                value("appendRawValue", json -> json.appendRawValue(RAW, 0, RAW.length), "{\"raw\":[1]}"),
                Call.refused("rollBack in a value", json -> json.appendValue(JsonWriter::rollBack)),
                Call.refused(
                        "endRecord in a value",
                        json -> json.appendValue(in -> in.appendNull().endRecord())),
                Call.refused("an end in a value", json -> json.appendValue(JsonWriter::endArray)),
                Call.refused(
                        "an open value",
                        json -> json.appendValue(in -> in.beginObject().name(NAME))));
    }

    private static Call<JsonWriter, Place> open(String name, Consumer<JsonWriter> call, String bracket, Next next) {
        return new Call<>(name, call, model -> {
            Place place = model.state();
            String comma = comma(place.next(), Next.LATER_ELEMENT);
            return switch (place.next()) {
                case VALUE, FIRST_ELEMENT, LATER_ELEMENT ->
                    model.append(comma + bracket, new Place(place.brackets() + bracket, next));
                default -> null;
            };
        });
    }

    private static Call<JsonWriter, Place> close(String name, Consumer<JsonWriter> call, String open, String bracket) {
        return new Call<>(name, call, model -> {
            Place place = model.state();
            boolean allowed =
                    switch (place.next()) {
                        case FIRST_ELEMENT, LATER_ELEMENT, FIRST_NAME, LATER_NAME ->
                            place.brackets().endsWith(open);
                        default -> false;
                    };
            if (!allowed) {
                return null;
            }
            String left = place.brackets().substring(0, place.brackets().length() - 1);
            return whole(model.append(bracket, new Place(left, Next.NOTHING).behindValue()));
        });
    }

    private Call<JsonWriter, Place> name(String name, Consumer<JsonWriter> call, String minimal) {
        String text = styled(minimal);
        return new Call<>(name, call, model -> {
            Place place = model.state();
            return switch (place.next()) {
                case FIRST_NAME, LATER_NAME ->
                    model.append(comma(place.next(), Next.LATER_NAME) + text, new Place(place.brackets(), Next.VALUE));
                default -> null;
            };
        });
    }

    private Call<JsonWriter, Place> value(String name, Consumer<JsonWriter> call, String minimal) {
        String text = styled(minimal);
        return new Call<>(name, call, model -> {
            Place place = model.state();
            return switch (place.next()) {
                case VALUE, FIRST_ELEMENT, LATER_ELEMENT ->
                    whole(model.append(comma(place.next(), Next.LATER_ELEMENT) + text, place.behindValue()));
                default -> null;
            };
        });
    }

    private static Model<Place> whole(Model<Place> model) {
        return model.state().next() == Next.NOTHING ? model.completed() : model;
    }

    private static String comma(Next next, Next later) {
        return next == later ? "," : "";
    }

    private Model<Place> endRecord(Model<Place> model) {
        return model.state().next() == Next.NOTHING ? model.end("\n", initial()) : null;
    }

    @Override
    List<TextCall<JsonWriter>> textCalls() {
        return List.of(
                new TextCall<>("a string", json -> {}, JsonWriter::appendString, this::quoted),
                new TextCall<>(
                        "an element",
                        json -> json.beginArray().appendInt(1),
                        JsonWriter::appendString,
                        text -> "," + quoted(text)),
                new TextCall<>(
                        "a name",
                        json -> json.beginObject().name(NAME).appendNull(),
                        JsonWriter::name,
                        text -> "," + quoted(text) + ":"));
    }

    @Override
    void record(JsonWriter json) {
        json.beginObject().name(NAME).appendLong(42).name(LONG_NAME).appendDouble(2.5);
        json.name("array")
                .beginArray()
                .appendNull()
                .appendBoolean(true)
                .appendFloat(1.5f)
                .appendInt(3);
        json.appendString("clean text of 26 characters")
                .appendString("äöü \"quoted\" text\n")
                .appendUuid(SOME_UUID);
        json.appendDecimal(12345, 2).appendDate(DATE).appendInstant(INSTANT, FractionDigits.MILLIS);
        json.appendBase64(BYTES, 0, 11)
                .appendHexBytes(BYTES, 0, 11)
                .appendValue(POINT)
                .endArray();
        json.endObject().endRecord();
    }
}
