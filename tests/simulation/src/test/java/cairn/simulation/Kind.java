package cairn.simulation;

/** The nouns that tenants make, and where they are. */
enum Kind {
  SERVER("server", "/compute/v2.1/servers", "/compute/v2.1/servers/detail", "tenant_id"),
  PORT("port", "/network/v2.0/ports", "/network/v2.0/ports", "project_id"),
  NETWORK("network", "/network/v2.0/networks", "/network/v2.0/networks", "project_id"),
  SUBNET("subnet", "/network/v2.0/subnets", "/network/v2.0/subnets", "project_id"),
  FLOATING_IP("floatingip", "/network/v2.0/floatingips", "/network/v2.0/floatingips", "project_id"),
  SECURITY_GROUP(
      "security_group",
      "/network/v2.0/security-groups",
      "/network/v2.0/security-groups",
      "project_id"),
  ROUTER("router", "/network/v2.0/routers", "/network/v2.0/routers", "project_id"),
  IMAGE("image", "/image/v2/images", "/image/v2/images", "owner");

  private final String word;
  private final String path;
  private final String list;
  private final String owner;

  Kind(String word, String path, String list, String owner) {
    this.word = word;
    this.path = path;
    this.list = list;
    this.owner = owner;
  }

  /** Its key in a document. */
  String word() {
    return word;
  }

  String path() {
    return path;
  }

  /** The list with all attributes. */
  String list() {
    return list;
  }

  /** The key of the list in its document. */
  String plural() {
    return word + "s";
  }

  /** The attribute that says whose it is. */
  String owner() {
    return owner;
  }

  String path(Thing thing) {
    return path + "/" + thing.id();
  }
}
