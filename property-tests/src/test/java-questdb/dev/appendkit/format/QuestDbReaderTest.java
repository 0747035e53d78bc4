// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import dev.appendkit.format.QuestDbReader.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader that QuestDB's server has for the line protocol. */
class QuestDbReaderTest {
    private static final int SEQUENCES = 2_000;

    @Test
    void questDbReadsWhatAnySequenceOfCallsWrites() {
        int parts = 0;
        for (int seed = 0; seed < SEQUENCES; seed++) {
            LineProtocolCases cases = new LineProtocolCases(Choices.random(new Random(seed)));
            FormatCases.check(cases);
            parts += cases.partsAccepted();
        }
        assertThat(parts).as("what was read back").isGreaterThan(SEQUENCES);
    }

    /** Every char in every place, and numbers of every kind. */
    @Test
    void questDbReadsEveryChar() {
        Random random = new Random(11);
        for (int first = 1; first <= Character.MAX_VALUE; first += 256) {
            AppendBuffer out = AppendBuffer.growing(1 << 16, 1 << 24);
            LineProtocolWriter line = new LineProtocolWriter().reset(out);
            List<Object> expected = new ArrayList<>();
            for (int c = first; c < first + 256 && c <= Character.MAX_VALUE; c++) {
                if (c == '\n' || c == '\r') {
                    continue;
                }
                String text = "a" + (char) c + "z";
                String name = text.replaceAll("[/\\\\]", "_");
                String measurement = name.replace('=', '_');
                String tag = text.replace('\\', '_');
                long number = random.nextLong();
                double real = Double.longBitsToDouble(random.nextLong());
                line.beginLine(measurement).appendTag(name, tag).appendTag("empty", "");
                line.appendStringField(name, text).appendLongField("n", number).appendDoubleField("d", real);
                assertThat(line.appendBooleanField("b", c % 2 == 0).endLine(number))
                        .isTrue();
                expected.add(new Part("measurement", Strings.encodable(measurement), ""));
                expected.add(new Part("tag", Strings.encodable(name), Strings.encodable(tag)));
                expected.add(new Part("field", Strings.encodable(name), Strings.encodable(text)));
                expected.add(new Part("field", "n", number));
                if (Double.isFinite(real)) {
                    expected.add(new Part("field", "d", real));
                }
                expected.add(new Part("field", "b", c % 2 == 0));
                expected.add(new Part("timestamp", "", number));
            }
            assertThat(QuestDbReader.read(out.toByteArray())).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m",
                "m\n",
                "m a=1u\n",
                "m a=\"b\n",
                "m a=b c=1i\n",
                "m =1i\n",
                "m,=b a=1i\n",
                "m/n a=1i\n",
                "m=n a=1i\n",
                "m a/b=1i\n"
            })
    void theControlIsRefused(String lines) {
        assertThatThrownBy(() -> QuestDbReader.read(lines.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
