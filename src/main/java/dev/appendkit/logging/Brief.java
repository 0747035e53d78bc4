// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.util.ArrayList;
import java.util.List;

/** Finds what of a template stays in the second form of an event that is too long: constants and brief places. */
final class Brief {
    private static final Node ABSENT = new Node.Absent();

    private Brief() {}

    static Node of(Node node) {
        if (node instanceof Node.Value value) {
            Place place = value.place().brief();
            return place == null ? ABSENT : new Node.Value(place);
        }
        if (node instanceof Node.Mixed mixed) {
            return new Node.Mixed(mixed.parts().stream().map(Brief::of).toList());
        }
        if (node instanceof Node.Members object) {
            List<Node.Member> members = new ArrayList<>();
            for (Node.Member member : object.members()) {
                Node value = of(member.value());
                if (!member.isSpread() && !(value instanceof Node.Absent)) {
                    members.add(new Node.Member(member.name(), false, value));
                }
            }
            return members.isEmpty() && !object.members().isEmpty() ? ABSENT : new Node.Members(members);
        }
        if (node instanceof Node.Elements array) {
            List<Node> values = array.values().stream()
                    .map(Brief::of)
                    .filter(value -> !(value instanceof Node.Absent))
                    .toList();
            return values.isEmpty() && !array.values().isEmpty() ? ABSENT : new Node.Elements(values);
        }
        return node;
    }
}
