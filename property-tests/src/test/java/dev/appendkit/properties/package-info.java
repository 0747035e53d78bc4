// SPDX-License-Identifier: Apache-2.0
/** Properties of the library that hold for generated data, and round trips through real databases. */
package dev.appendkit.properties;
