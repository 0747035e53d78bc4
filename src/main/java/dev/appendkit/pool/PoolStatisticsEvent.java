// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** Reports the {@link PoolStats} of one pool. */
@Name("appendkit.PoolStatistics")
@Label("Pool Statistics")
@Description("What a pool retains and its rare events so far")
@Category("appendkit")
@Period("10 s")
@StackTrace(false)
@Registered(false)
final class PoolStatisticsEvent extends Event {
    @Label("Pool")
    String pool = "";

    @Label("Idle Items")
    int idleItems;

    @Label("Idle Bytes")
    @DataAmount
    long idleBytes;

    @Label("Misses")
    long misses;

    @Label("Dropped: Full")
    long droppedFull;

    @Label("Dropped: Oversize")
    long droppedOversize;

    @Label("Dropped: Underused")
    long droppedUnderused;

    @Label("Dropped: Failed")
    long droppedFailed;

    @Label("Dropped: Random")
    long droppedRandom;

    @Label("Trims")
    long trims;
}
