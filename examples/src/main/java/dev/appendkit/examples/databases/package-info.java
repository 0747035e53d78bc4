// SPDX-License-Identifier: Apache-2.0
/** Rows into databases through the doors that drivers leave open for bytes. */
package dev.appendkit.examples.databases;
