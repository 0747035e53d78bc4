// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Real data that every JDK contains: the transitions of all time zones from 1900 to 2037, with the zone's name in
 * twelve languages, and a sample of 64 code points that runs through all of Unicode, row by row, and then starts again.
 */
final class DefaultData {
    static final String TABLE = "time_zone_transitions";

    private static final int SAMPLE_LENGTH = 64;
    private static final Instant BEFORE_FIRST = Instant.parse("1899-12-31T23:59:59.999999999Z");
    private static final Instant END = Instant.parse("2038-01-01T00:00:00Z");
    private static final List<String> LANGUAGES =
            List.of("en", "de", "fr", "es", "el", "ru", "ar", "hi", "th", "ja", "ko", "zh-CN");
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final TreeMap<String, List<String>> namesByZone = new TreeMap<>();

    private DefaultData(Collection<String> zones) {
        for (String zone : zones) {
            List<String> names = new ArrayList<>();
            for (String language : LANGUAGES) {
                names.add(ZoneId.of(zone).getDisplayName(TextStyle.FULL, Locale.forLanguageTag(language)));
            }
            namesByZone.put(zone, List.copyOf(names));
        }
    }

    static DefaultData allZones() {
        return new DefaultData(new TreeSet<>(ZoneId.getAvailableZoneIds()));
    }

    static DefaultData of(String... zones) {
        return new DefaultData(List.of(zones));
    }

    static List<String> columnNames() {
        List<String> names = new ArrayList<>(List.of("instant_utc", "offset_before", "offset_after", "zone"));
        for (String language : LANGUAGES) {
            names.add("name_" + language);
        }
        names.add("sample");
        return names;
    }

    /**
     * Hands out every row, in the order of the columns: a LocalDateTime, two Longs (seconds east of Greenwich), and
     * Strings. The array is reused.
     */
    void forEachRow(Consumer<Object[]> consumer) {
        Object[] row = new Object[columnNames().size()];
        Sample sample = new Sample();
        namesByZone.forEach((zone, names) -> {
            ZoneRules rules = ZoneId.of(zone).getRules();
            ZoneOffsetTransition transition = rules.nextTransition(BEFORE_FIRST);
            while (transition != null && transition.getInstant().isBefore(END)) {
                row[0] = LocalDateTime.ofInstant(transition.getInstant(), ZoneOffset.UTC);
                row[1] = (long) transition.getOffsetBefore().getTotalSeconds();
                row[2] = (long) transition.getOffsetAfter().getTotalSeconds();
                row[3] = zone;
                for (int i = 0; i < names.size(); i++) {
                    row[4 + i] = names.get(i);
                }
                row[row.length - 1] = sample.next();
                consumer.accept(row);
                transition = rules.nextTransition(transition.getInstant());
            }
        });
    }

    void writeTo(Path file) throws IOException {
        try (CsvWriter csv = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.EMPTY)
                .lineDelimiter(LineDelimiter.LF)
                .build(Files.newOutputStream(file), StandardCharsets.UTF_8)) {
            csv.writeRecord(columnNames());
            List<String> fields = new ArrayList<>();
            forEachRow(row -> {
                fields.clear();
                for (Object value : row) {
                    fields.add(value instanceof LocalDateTime time ? TIMESTAMP.format(time) : value.toString());
                }
                csv.writeRecord(fields);
            });
        }
    }

    /** Walks through all code points except NUL and the surrogates, which are not characters. */
    private static final class Sample {
        private final StringBuilder text = new StringBuilder();
        private int codePoint;

        String next() {
            text.setLength(0);
            for (int i = 0; i < SAMPLE_LENGTH; i++) {
                codePoint = codePoint == Character.MAX_CODE_POINT ? 1 : codePoint + 1;
                if (codePoint == Character.MIN_SURROGATE) {
                    codePoint = Character.MAX_SURROGATE + 1;
                }
                text.appendCodePoint(codePoint);
            }
            return text.toString();
        }
    }
}
