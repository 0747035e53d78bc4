// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.ChildJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every format writes the same bytes whatever the JVM's locale, charset and time zone are. */
class HostileFormatsTest {
    @ParameterizedTest
    @CsvSource({
        "ar-EG-u-nu-arab, Asia/Kathmandu, ٤٢ title ١",
        "tr-TR, America/St_Johns, 42 tıtle 1",
        "th-TH-u-ca-buddhist-nu-thai, Australia/Lord_Howe, ๔๒ title ๑"
    })
    void theBytesAreThoseOfTheOrdinaryEnvironment(String locale, String zone, String control)
            throws IOException, InterruptedException {
        List<String> expected = new ArrayList<>(HostileFormatsMain.digests());
        assertThat(expected).hasSize(16).allMatch(line -> line.matches("\\S+ \\d{3,} [0-9a-f]{64}"));
        expected.add(control);
        ChildJvm.Result result = ChildJvm.run(List.of(
                "-Dfile.encoding=US-ASCII",
                "-Duser.timezone=" + zone,
                "-cp",
                ChildJvm.testClassPath(),
                HostileFormatsMain.class.getName(),
                locale));
        assertThat(result.output().split("\n", -1)).isEqualTo(expected.toArray());
        assertThat(result.exitCode()).isZero();
    }
}
