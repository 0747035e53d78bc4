// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.kafka;

import dev.appendkit.FractionDigits;
import dev.appendkit.format.JsonName;
import dev.appendkit.format.JsonWriter;

/**
 * What the example sends.
 *
 * @param id a number
 * @param customer a name
 * @param cents the price
 * @param load a measurement
 * @param epochSecond when it was ordered
 * @param nano the nanosecond of that second
 * @param note any text
 */
record Order(long id, String customer, long cents, double load, long epochSecond, int nano, String note) {
    private static final JsonName ID = JsonName.of("id");
    private static final JsonName CUSTOMER = JsonName.of("customer");
    private static final JsonName PRICE = JsonName.of("price");
    private static final JsonName LOAD = JsonName.of("load");
    private static final JsonName TIME = JsonName.of("time");
    private static final JsonName NOTE = JsonName.of("note");

    void appendTo(JsonWriter json) {
        json.beginObject().name(ID).appendLong(id).name(CUSTOMER).appendString(customer);
        json.name(PRICE).appendDecimal(cents, 2).name(LOAD).appendDouble(load);
        json.name(TIME).appendInstant(epochSecond, nano, FractionDigits.MICROS);
        json.name(NOTE).appendString(note).endObject();
    }
}
