// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Base62Test {
    @Test
    void onlyTheDigitsAreWritten() {
        byte[] array = new byte[31];
        assertThat(Base62.append(array, 2, 0, 0, 61L + 62 * 10)).isEqualTo(29);
        assertThat(new String(array, 2, 27, US_ASCII)).isEqualTo("0".repeat(25) + "Az");
        assertThat(new byte[] {array[0], array[1], array[29], array[30]}).containsOnly(0);
    }

    @Test
    void valuesOfDigits() {
        assertThat(Base62.value('0')).isZero();
        assertThat(Base62.value('z')).isEqualTo(61);
        assertThat(Base62.value('/')).isEqualTo(Base62.NO_DIGIT);
        assertThat(Base62.value('\u0080')).isEqualTo(Base62.NO_DIGIT);
    }
}
