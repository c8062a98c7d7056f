package cairn.network.subnetpool;

import static cairn.network.wire.NetworkErrors.badAttribute;
import static cairn.network.wire.NetworkErrors.badRequest;

import cairn.network.address.Cidr;
import cairn.network.address.IpAddress;
import cairn.network.wire.Input;
import cairn.network.wire.Standard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A subnet pool as a body describes it, new or changed. */
record SubnetPoolDraft(Input input, String project) {

  SubnetPool create(SubnetPoolId id, Instant now) {
    var prefixes = prefixes(List.of());
    var version = prefixes.getFirst().version();
    int min = input.integer("min_prefixlen").orElse(version == 4 ? 8 : 64);
    int max = input.integer("max_prefixlen").orElse(IpAddress.bits(version));
    int usual = input.integer("default_prefixlen").orElse(min);
    return checked(
        new SubnetPool(
            id,
            project,
            input.text("name").orElse(""),
            Standard.created(input.text("description").orElse(""), now),
            prefixes,
            usual,
            min,
            max,
            input.integer("default_quota"),
            input.bool("shared").orElse(false),
            input.bool("is_default").orElse(false)));
  }

  SubnetPool change(SubnetPool pool) {
    var prefixes = input.has("prefixes") ? prefixes(pool.prefixes()) : pool.prefixes();
    return checked(
        new SubnetPool(
            pool.id(),
            pool.projectId(),
            input.text("name").orElse(pool.name()),
            Standard.created(
                input.text("description").orElse(pool.standard().description()),
                pool.standard().createdAt()),
            prefixes,
            input.integer("default_prefixlen").orElse(pool.defaultPrefix()),
            input.integer("min_prefixlen").orElse(pool.minPrefix()),
            input.integer("max_prefixlen").orElse(pool.maxPrefix()),
            input.has("default_quota") ? input.integer("default_quota") : pool.defaultQuota(),
            pool.shared(),
            input.bool("is_default").orElse(pool.isDefault())));
  }

  /** A pool may grow, never shrink. */
  private List<Cidr> prefixes(List<Cidr> present) {
    var given = new ArrayList<Cidr>();
    for (var text : input.texts("prefixes").orElse(List.of())) {
      given.add(
          Cidr.parse(text)
              .filter(_ -> text.contains("/"))
              .orElseThrow(
                  () -> badAttribute("prefixes", "'%s' is not a valid IP subnet".formatted(text))));
    }
    if (given.isEmpty()) {
      throw badRequest("EmptySubnetPoolPrefixList", "Empty subnet pool prefix list.");
    }
    var compact = PrefixCutter.compact(given);
    if (compact.stream().map(Cidr::version).distinct().count() > 1
        || (!present.isEmpty() && present.getFirst().version() != compact.getFirst().version())) {
      throw badRequest(
          "PrefixVersionMismatch", "Cannot mix IPv4 and IPv6 prefixes in a subnet pool.");
    }
    for (var old : present) {
      if (compact.stream().noneMatch(range -> range.contains(old))) {
        throw badRequest(
            "IllegalSubnetPoolPrefixUpdate",
            "Illegal update to prefixes: Existing prefixes must be a subset of the new prefixes.");
      }
    }
    return compact;
  }

  private static SubnetPool checked(SubnetPool pool) {
    var bits = IpAddress.bits(pool.ipVersion());
    bounds("min_prefixlen", pool.minPrefix(), "max_prefixlen", pool.maxPrefix());
    bounds("max_prefixlen", pool.maxPrefix(), "address length", bits);
    bounds("default_prefixlen", pool.defaultPrefix(), "max_prefixlen", pool.maxPrefix());
    bounds("min_prefixlen", pool.minPrefix(), "default_prefixlen", pool.defaultPrefix());
    return pool;
  }

  private static void bounds(String lower, int low, String upper, int high) {
    if (low > high) {
      throw badRequest(
          "IllegalSubnetPoolPrefixBounds",
          "Illegal prefix bounds: %s=%d, %s=%d.".formatted(lower, low, upper, high));
    }
  }
}
