package cairn.compute.flavor;

import java.util.Map;
import java.util.Optional;

/**
 * A size that servers come in.
 *
 * @param id chosen by who makes it, any text
 * @param memoryMib memory in MiB
 * @param diskGib the root disk in GiB; 0 is the size of the image
 * @param ephemeralGib a second disk in GiB
 * @param swapMib a swap disk in MiB
 * @param extraSpecs what more the scheduler and the driver shall know
 */
public record Flavor(
    String id,
    String name,
    int memoryMib,
    int vcpus,
    int diskGib,
    int ephemeralGib,
    int swapMib,
    double rxtxFactor,
    boolean isPublic,
    Optional<String> description,
    Map<String, String> extraSpecs) {}
