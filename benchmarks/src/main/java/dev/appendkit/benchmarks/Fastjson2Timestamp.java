// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import com.alibaba.fastjson2.util.IOUtils;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** A timestamp as fastjson2's UTF-8 writer writes it, without the quotes. */
final class Fastjson2Timestamp {

    private Fastjson2Timestamp() {}

    static int write(byte[] dst, int start, LocalDateTime value) {
        LocalDate date = value.toLocalDate();
        int pos = IOUtils.writeLocalDate(dst, start, date.getYear(), date.getMonthValue(), date.getDayOfMonth());
        dst[pos++] = ' ';
        return IOUtils.writeLocalTime(dst, pos, value.toLocalTime());
    }
}
