// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/**
 * Records an item that a pool does not keep. By default it has no stack trace: where drops are not rare, stack traces
 * would cost the most.
 */
@Name("appendkit.BufferDropped")
@Label("Buffer Dropped")
@Description("An item that a pool did not keep, and why")
@Category("appendkit")
@StackTrace(false)
@Registered(false)
final class BufferDroppedEvent extends Event {
    @Label("Pool")
    String pool = "";

    @Label("Reason")
    String reason = "";

    @Label("Capacity")
    @DataAmount
    int capacity;
}
