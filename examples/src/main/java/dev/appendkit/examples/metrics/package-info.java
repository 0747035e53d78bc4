// SPDX-License-Identifier: Apache-2.0
/** An endpoint that Prometheus scrapes, on the JDK's own HTTP server. */
package dev.appendkit.examples.metrics;
