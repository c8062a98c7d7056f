package cairn.identity.policy;

/** What a policy can be for. */
enum AssociationKind {
  ENDPOINT("endpoint", "an endpoint", "endpoints/{endpoint_id}"),
  SERVICE("service", "a service", "services/{service_id}"),
  SERVICE_IN_REGION(
      "region_and_service", "a service in a region", "services/{service_id}/regions/{region_id}");

  private final String ruleName;
  private final String words;
  private final String path;

  AssociationKind(String ruleName, String words, String path) {
    this.ruleName = ruleName;
    this.words = words;
    this.path = path;
  }

  String ruleName() {
    return ruleName;
  }

  String words() {
    return words;
  }

  /** The last part of the route's path. */
  String path() {
    return path;
  }
}
