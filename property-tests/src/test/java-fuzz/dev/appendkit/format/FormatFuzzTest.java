// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;

/** Any sequence of calls with any text for all formats but JSON. One target, because the fuzzer runs one a JVM. */
@Tag("fuzz")
class FormatFuzzTest {
    private static final List<Function<Choices, FormatCases>> FORMATS = List.of(
            CsvCases::new,
            RespCases::new,
            LineProtocolCases::new,
            LogfmtCases::new,
            ProtobufCases::new,
            HttpCases::new,
            PrometheusCases::new,
            StatsdCases::new);

    @FuzzTest(maxDuration = "60s")
    void readersReadWhatWasWritten(FuzzedDataProvider data) {
        FormatCases.check(data.pickValue(FORMATS).apply(new FuzzedChoices(data)));
    }
}
