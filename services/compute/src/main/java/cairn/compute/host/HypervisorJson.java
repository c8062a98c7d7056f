package cairn.compute.host;

import cairn.compute.wire.Wire;
import cairn.http.Microversion;
import java.time.Instant;
import java.util.Collection;
import tools.jackson.core.JsonGenerator;

/** Hypervisors on the wire. */
final class HypervisorJson {
  private HypervisorJson() {}

  static void id(JsonGenerator json, Microversion version, Host host) {
    if (version.since(2, 53)) {
      json.writeStringProperty("id", host.id().toString());
    } else {
      json.writeNumberProperty("id", host.number());
    }
  }

  static void common(JsonGenerator json, Microversion version, Host host, Instant now) {
    id(json, version, host);
    json.writeStringProperty("hypervisor_hostname", host.name());
    json.writeStringProperty("state", host.up(now) ? "up" : "down");
    json.writeStringProperty("status", host.enabled() ? "enabled" : "disabled");
  }

  static void detail(JsonGenerator json, Microversion version, Hypervisor hypervisor) {
    var host = hypervisor.host();
    json.writeStringProperty("hypervisor_type", host.info().hypervisor());
    json.writeNumberProperty("hypervisor_version", host.info().hypervisorVersion());
    json.writeStringProperty("host_ip", host.info().address());
    json.writeObjectPropertyStart("service");
    if (version.since(2, 53)) {
      json.writeStringProperty("id", host.serviceId().toString());
    } else {
      json.writeNumberProperty("id", host.number());
    }
    json.writeStringProperty("host", host.name());
    Wire.optional(json, "disabled_reason", host.disabledReason());
    json.writeEndObject();
    if (version.since(2, 88)) {
      json.writeNullProperty("uptime");
      return;
    }
    var info = host.info();
    json.writeNumberProperty("vcpus", info.vcpus());
    json.writeNumberProperty("memory_mb", info.memoryMib());
    json.writeNumberProperty("local_gb", info.diskGib());
    json.writeNumberProperty("vcpus_used", hypervisor.vcpusUsed());
    json.writeNumberProperty("memory_mb_used", hypervisor.memoryMibUsed());
    json.writeNumberProperty("local_gb_used", hypervisor.diskGibUsed());
    json.writeNumberProperty("free_ram_mb", info.memoryMib() - hypervisor.memoryMibUsed());
    json.writeNumberProperty("free_disk_gb", info.diskGib() - hypervisor.diskGibUsed());
    json.writeNumberProperty("current_workload", 0);
    json.writeNumberProperty("running_vms", hypervisor.guests().size());
    json.writeNumberProperty("disk_available_least", info.diskGib() - hypervisor.diskGibUsed());
    if (version.since(2, 28)) {
      json.writeObjectPropertyStart("cpu_info");
      json.writeStringProperty("arch", info.architecture());
      json.writeEndObject();
    } else {
      json.writeStringProperty("cpu_info", "{\"arch\": \"%s\"}".formatted(info.architecture()));
    }
  }

  static void servers(JsonGenerator json, Hypervisor hypervisor, boolean emptyToo) {
    if (hypervisor.guests().isEmpty() && !emptyToo) {
      return;
    }
    json.writeArrayPropertyStart("servers");
    for (var guest : hypervisor.guests()) {
      json.writeStartObject();
      json.writeStringProperty("name", guest.name());
      json.writeStringProperty("uuid", guest.id().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void statistics(JsonGenerator json, Collection<Hypervisor> all) {
    json.writeStartObject();
    json.writeObjectPropertyStart("hypervisor_statistics");
    var vcpus = 0L;
    var vcpusUsed = 0L;
    var memory = 0L;
    var memoryUsed = 0L;
    var disk = 0L;
    var diskUsed = 0L;
    var guests = 0L;
    for (var hypervisor : all) {
      var info = hypervisor.host().info();
      vcpus += info.vcpus();
      vcpusUsed += hypervisor.vcpusUsed();
      memory += info.memoryMib();
      memoryUsed += hypervisor.memoryMibUsed();
      disk += info.diskGib();
      diskUsed += hypervisor.diskGibUsed();
      guests += hypervisor.guests().size();
    }
    json.writeNumberProperty("count", all.size());
    json.writeNumberProperty("vcpus", vcpus);
    json.writeNumberProperty("vcpus_used", vcpusUsed);
    json.writeNumberProperty("memory_mb", memory);
    json.writeNumberProperty("memory_mb_used", memoryUsed);
    json.writeNumberProperty("free_ram_mb", memory - memoryUsed);
    json.writeNumberProperty("local_gb", disk);
    json.writeNumberProperty("local_gb_used", diskUsed);
    json.writeNumberProperty("free_disk_gb", disk - diskUsed);
    json.writeNumberProperty("disk_available_least", disk - diskUsed);
    json.writeNumberProperty("current_workload", 0);
    json.writeNumberProperty("running_vms", guests);
    json.writeEndObject();
    json.writeEndObject();
  }
}
