// SPDX-License-Identifier: Apache-2.0
/** A CSV file becomes newline-delimited JSON, whatever its size, in 64 KiB of buffer. */
package dev.appendkit.examples.ndjson;
