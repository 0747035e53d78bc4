// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.ChildJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same bytes whatever the JVM's locale, charset and time zone are, and in a Netty that may not use Unsafe. */
@Tag("thorough")
class HostileEnvironmentTest {
    @ParameterizedTest
    @CsvSource({
        "ar-EG-u-nu-arab, UTF-16, Asia/Kathmandu, true, ٤٢",
        "th-TH-u-ca-buddhist-nu-thai, US-ASCII, Australia/Lord_Howe, false, ๔๒",
        "tr-TR, UTF-16LE, America/St_Johns, false, 42"
    })
    void theBytesAreTheSame(String locale, String charset, String zone, boolean noUnsafe, String fortyTwo)
            throws IOException, InterruptedException {
        ChildJvm.Result result = ChildJvm.run(List.of(
                "-Dfile.encoding=" + charset,
                "-Duser.timezone=" + zone,
                "-Dio.netty.noUnsafe=" + noUnsafe,
                "-cp",
                ChildJvm.testClassPath(),
                HostileMain.class.getName(),
                locale));
        // Newer JDKs keep Unsafe from Netty anyway.
        String unsafe = noUnsafe ? "Unsafe false" : "Unsafe (true|false)";
        assertThat(result.output())
                .matches("(?s)(.*\\n)?"
                        + String.join(", ", "all kinds", locale, charset, zone, unsafe, "42 is " + fortyTwo));
        assertThat(result.exitCode()).isZero();
    }
}
