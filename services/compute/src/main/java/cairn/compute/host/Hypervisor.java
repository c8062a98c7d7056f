package cairn.compute.host;

import java.util.List;

/** A host with what runs there. */
record Hypervisor(Host host, List<Hosts.Guest> guests) {
  int vcpusUsed() {
    return guests.stream().mapToInt(Hosts.Guest::vcpus).sum();
  }

  int memoryMibUsed() {
    return guests.stream().mapToInt(Hosts.Guest::memoryMib).sum();
  }

  int diskGibUsed() {
    return guests.stream().mapToInt(Hosts.Guest::diskGib).sum();
  }
}
