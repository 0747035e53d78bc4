// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/** The calls that the fuzzer wants. */
record FuzzedChoices(FuzzedDataProvider data) implements Choices {
    @Override
    public int below(int bound) {
        return data.consumeInt(0, bound - 1);
    }

    @Override
    public long number() {
        return data.consumeLong();
    }

    @Override
    public String text() {
        return data.consumeString(40);
    }
}
