package cairn.compute.flavor;

import java.util.Optional;

/**
 * Which flavors are asked for.
 *
 * @param project whose view it is; empty sees all
 * @param isPublic only public ones, or only others
 */
record FlavorFilter(
    Optional<String> project, Optional<Boolean> isPublic, int memoryMibMin, int diskGibMin) {}
