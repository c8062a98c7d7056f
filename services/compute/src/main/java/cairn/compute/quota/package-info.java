/**
 * Quotas: how much a project may have. What it has of the things that servers take is counted in
 * one row, in the transaction that changes it, so that two requests cannot both take the last one.
 */
@NullMarked
package cairn.compute.quota;

import org.jspecify.annotations.NullMarked;
