package cairn.identity.directory;

import java.util.Arrays;
import java.util.Optional;

/** What can change in the directory; its name goes through the change feed. */
public enum Topic {
  /** A user's row, grants, groups or application credentials. */
  USER("identity.user"),
  /** A group's grants. */
  GROUP("identity.group"),
  /** A project's or domain's row. */
  PROJECT("identity.project"),
  /** Any role or implication. */
  ROLE("identity.role"),
  /** Any region, service or endpoint. */
  CATALOG("identity.catalog"),
  /** A token was revoked: the key is its audit id. */
  REVOCATION("identity.revocation");

  private final String feedName;

  Topic(String feedName) {
    this.feedName = feedName;
  }

  /** The name in the change feed. */
  public String feedName() {
    return feedName;
  }

  static Optional<Topic> named(String feedName) {
    return Arrays.stream(values()).filter(topic -> topic.feedName.equals(feedName)).findFirst();
  }
}
