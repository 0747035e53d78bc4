// SPDX-License-Identifier: Apache-2.0
/** JMH benchmarks, each with the JDK or the best peers beside it. */
package dev.appendkit.benchmarks;
