// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the fuzzer does by coverage, by chance. */
class FormatSequenceTest {
    private static final int SEEDS = 500;

    private static void check(Function<Choices, FormatCases> format) {
        int parts = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            FormatCases cases = format.apply(Choices.random(new Random(seed)));
            FormatCases.check(cases);
            parts += cases.partsAccepted();
        }
        assertThat(parts).as("values read back").isGreaterThan(SEEDS);
    }

    @Test
    void fastCsvAndCommonsCsvReadCsvAndTsv() {
        check(CsvCases::new);
    }

    @Test
    void nettyReadsResp() {
        check(RespCases::new);
    }

    @Test
    void aReaderOfTheGrammarReadsLogfmt() {
        check(LogfmtCases::new);
    }

    @Test
    void protobufJavaReadsMessagesByTheirSchema() {
        check(ProtobufCases::new);
    }

    @Test
    void nettyReadsHttpFields() {
        check(HttpCases::new);
    }

    @Test
    void aReaderOfTheGrammarReadsPrometheus() {
        check(PrometheusCases::new);
    }

    @Test
    void aReaderOfTheGrammarReadsStatsd() {
        check(StatsdCases::new);
    }

    /** The control: what no writer may write. */
    @Test
    void theReadersOfTheGrammarsAreStrict() {
        for (String wrong : List.of(
                "a{b=\"c\" 1\n",
                "a{b=\"c\nd\"} 1\n",
                "a{b=\"\\t\"} 1\n",
                "a.b 1\n",
                "{b=\"c\"} 1\n",
                "a 1",
                "a 1 2 3\n",
                "# EOF\na 1\n")) {
            assertThatThrownBy(() -> PrometheusReader.read(wrong)).as(wrong).isInstanceOf(RuntimeException.class);
        }
        for (String wrong :
                List.of("a:1", "a:1|x", ":1|c", "a:1|c\n", "a:b:1|c", "a:1|c|#", "a:1|c|#k:v|@0.1", "a:1|c|#k:v:w")) {
            assertThatThrownBy(() -> StatsdReader.read(wrong)).as(wrong).isInstanceOf(RuntimeException.class);
        }
    }
}
