// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static org.assertj.core.api.Assertions.assertThat;

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
}
