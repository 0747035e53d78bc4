// SPDX-License-Identifier: Apache-2.0
/** Retries under a simulated outage, with the memory kit and with objects. */
package dev.appendkit.examples.retries;
