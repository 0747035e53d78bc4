// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.util.List;

/** A value of a template, before an encoder turns it into bytes and places. Immutable. */
sealed interface Node {
    /** A string. */
    record Text(String value) implements Node {}

    /** A number, {@code true}, {@code false} or {@code null}, as it is written. */
    record Literal(String value) implements Node {}

    /** What is left out, such as a property that is not set. */
    record Absent() implements Node {}

    /** A place and nothing else. */
    record Value(Place place) implements Node {}

    /** A string with places in it. */
    record Mixed(List<Node> parts) implements Node {}

    /** An object, or the pairs of a line of logfmt. */
    record Members(List<Member> members) implements Node {}

    /** An array. */
    record Elements(List<Node> values) implements Node {}

    /**
     * A member of an object.
     *
     * @param name its name; the prefix of the names if its value is spread
     * @param isSpread whether the value's own members take its place
     * @param value its value
     */
    record Member(String name, boolean isSpread, Node value) {}
}
