/**
 * Flavors: the sizes that servers come in, with extra specs for the scheduler and, for those that
 * are not public, the projects that may use them. A server keeps a copy of its flavor, so deleting
 * one harms nobody.
 */
@NullMarked
package cairn.compute.flavor;

import org.jspecify.annotations.NullMarked;
