package cairn.protocol;

import java.util.List;
import java.util.UUID;

/**
 * What a host is, said by its agent when the stream opens.
 *
 * @param id made once per host and kept in its data folder; the placement provider's id
 * @param name the host name
 * @param version of Cairn
 * @param hypervisor {@code QEMU} or {@code simulated}
 * @param hypervisorVersion as OpenStack writes it: major * 1000000 + minor * 1000 + micro
 * @param architecture as {@code uname -m} has it
 * @param accelerated whether the processor runs guests itself (KVM), else by translation (TCG)
 * @param address where the host is reached by other hosts
 * @param vcpus processors that guests may use
 * @param memoryMib memory that guests may use
 * @param diskGib disk that guests may use
 * @param traits in placement's names
 */
public record HostInfo(
    UUID id,
    String name,
    String version,
    String hypervisor,
    int hypervisorVersion,
    String architecture,
    boolean accelerated,
    String address,
    int vcpus,
    int memoryMib,
    int diskGib,
    List<String> traits) {}
