// SPDX-License-Identifier: Apache-2.0

/** Requires nothing but the library. */
module app {
    requires dev.appendkit;
}
