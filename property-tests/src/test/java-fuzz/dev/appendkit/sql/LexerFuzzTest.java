// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** Any text, for every lexer, led by coverage. One target, because the fuzzer runs one a JVM. */
@Tag("fuzz")
class LexerFuzzTest {

    @FuzzTest(maxDuration = "60s")
    @DictionaryEntries({
        "?", "'", "\"", "`", "\\", "--", "#", "//", "/*", "*/", "/*!", "$$", "$a$", "E'", "U&'", "N'", "_utf8'",
        "SELECT ", "VALUES ", "INSERT ", " IN (", ":a", "::", "@", "[", "]"
    })
    void neverGuesses(FuzzedDataProvider data) {
        LexerCases.Case lexer = data.pickValue(LexerCases.ALL);
        LexerCases.check(data.consumeRemainingAsString(), lexer);
    }
}
