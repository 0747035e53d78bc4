// SPDX-License-Identifier: Apache-2.0
/** What the demos of the memory kit measure by. */
package dev.appendkit.examples.memory;
