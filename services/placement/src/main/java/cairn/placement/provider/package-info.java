/**
 * A resource provider is a thing that has something to give: a host with its CPUs, memory and disk.
 * Its inventories say how much of each class, its traits what it can, its aggregates which circles
 * it belongs to. Its generation goes up with each change, so that whoever decided on an older
 * picture finds out at the write.
 */
@NullMarked
package cairn.placement.provider;

import org.jspecify.annotations.NullMarked;
