/**
 * Subnet pools: ranges that subnets are cut from, so that those who make them need not choose one
 * and no two overlap.
 */
@NullMarked
package cairn.network.subnetpool;

import org.jspecify.annotations.NullMarked;
