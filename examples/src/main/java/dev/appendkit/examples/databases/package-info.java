// SPDX-License-Identifier: Apache-2.0
/** Classes to copy that load rows into databases, through the interfaces by which drivers take bytes. */
package dev.appendkit.examples.databases;
