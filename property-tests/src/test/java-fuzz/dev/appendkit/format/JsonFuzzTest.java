// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** Any sequence of calls with any text, led by coverage. One target, because the fuzzer runs one a JVM. */
@Tag("fuzz")
class JsonFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void readersReadWhatWasWritten(FuzzedDataProvider data) {
        JsonCases.check(new FuzzedChoices(data));
    }
}
