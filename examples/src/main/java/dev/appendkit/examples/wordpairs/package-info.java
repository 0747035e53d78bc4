// SPDX-License-Identifier: Apache-2.0
/** Counts words and pairs of words of the JDK's own classes, with the memory kit and with objects. */
package dev.appendkit.examples.wordpairs;
