// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

/** Where those fields of an event come from that a template does not name. */
enum FieldSource {
    MDC("mdc") {
        @Override
        <E> void read(EventLine<E> line, E event, EventReader.FieldConsumer fields) {
            line.reader.context(event, fields);
        }
    },
    KEY_VALUES("keyValues") {
        @Override
        <E> void read(EventLine<E> line, E event, EventReader.FieldConsumer fields) {
            line.reader.keyValues(event, fields);
        }
    };

    private final String place;

    FieldSource(String place) {
        this.place = place;
    }

    /** The name of its place. */
    String place() {
        return place;
    }

    abstract <E> void read(EventLine<E> line, E event, EventReader.FieldConsumer fields);
}
