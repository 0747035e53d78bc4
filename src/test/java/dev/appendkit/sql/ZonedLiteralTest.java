// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.AppendBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instants around the transitions of zones, in any order, against {@code ZonedDateTime}. */
class ZonedLiteralTest {

    private static final Instant FROM = Instant.parse("1850-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2060-01-01T00:00:00Z");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("''uuuu-MM-dd HH:mm:ss''");

    private final SqlParameters parameters = new SqlParameters(1);
    private final AppendBuffer out = AppendBuffer.growing(64, 64);

    /** With transitions by rule and by table, of half an hour, across the date line, and without any. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "America/New_York",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Africa/Casablanca",
                "Asia/Kolkata",
                "Europe/Dublin",
                "America/Caracas",
                "UTC",
                "Etc/GMT+12",
                "+05:45",
                "Africa/Monrovia"
            })
    void aroundEveryTransitionInEveryOrder(String id) {
        ZoneId zone = ZoneId.of(id);
        List<Instant> instants = instants(zone);
        check(zone, instants);
        Collections.reverse(instants);
        check(zone, instants);
        Collections.shuffle(instants, new Random(instants.size()));
        check(zone, instants);
    }

    @Test
    void theWindowOfOneZoneIsNotTakenForAnother() {
        List<Instant> instants = instants(ZoneId.of("Europe/Berlin"));
        ZoneId[] zones = {
            ZoneId.of("Europe/Berlin"), ZoneId.of("America/New_York"), ZoneId.of("+01:00"), ZoneId.of("Asia/Tokyo")
        };
        for (int i = 0; i < instants.size(); i++) {
            check(zones[i % zones.length], instants.subList(i, i + 1));
        }
    }

    @Test
    void instantsOfTheWholeRange() {
        Random random = new Random(7);
        List<Instant> instants = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            instants.add(Instant.ofEpochSecond(random.nextLong(-62_000_000_000L, 253_000_000_000L)));
        }
        check(ZoneId.of("Europe/Berlin"), instants);
        check(ZoneId.of("America/Santiago"), instants);
    }

    /** The rounded second may be the first one after a transition: its offset counts. */
    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"})
    void roundedAcrossATransition(String id) {
        ZoneId zone = ZoneId.of(id);
        SqlMode rounding = SqlMode.mysql().bareLiterals(true).zone(zone).fraction(FractionPolicy.HALF_UP);
        SqlTemplate template = SqlTemplate.compile("?", rounding);
        for (Instant instant : instants(zone)) {
            template.appendTo(out.clear(), parameters.setInstant(1, instant.minusNanos(500)));
            assertThat(out.toString(StandardCharsets.US_ASCII))
                    .as("%s in %s", instant, zone)
                    .isEqualTo(FORMAT.format(ZonedDateTime.ofInstant(instant, zone)));
        }
    }

    private static List<Instant> instants(ZoneId zone) {
        List<Instant> instants = new ArrayList<>(List.of(FROM, TO));
        ZoneOffsetTransition transition = zone.getRules().nextTransition(FROM);
        while (transition != null && transition.getInstant().isBefore(TO)) {
            for (long seconds : new long[] {-7200, -3600, -1, 0, 1, 3599, 3600, 7200}) {
                instants.add(transition.getInstant().plusSeconds(seconds));
            }
            transition = zone.getRules().nextTransition(transition.getInstant());
        }
        return instants;
    }

    private void check(ZoneId zone, List<Instant> instants) {
        SqlTemplate template =
                SqlTemplate.compile("?", SqlMode.mysql().bareLiterals(true).zone(zone));
        for (Instant instant : instants) {
            template.appendTo(out.clear(), parameters.setInstant(1, instant));
            assertThat(out.toString(StandardCharsets.US_ASCII))
                    .as("%s in %s", instant, zone)
                    .isEqualTo(FORMAT.format(ZonedDateTime.ofInstant(instant, zone)));
        }
    }
}
