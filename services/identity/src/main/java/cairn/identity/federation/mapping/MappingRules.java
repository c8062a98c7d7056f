package cairn.identity.federation.mapping;

import cairn.common.Json;
import cairn.identity.federation.mapping.Mapped.DomainRef;
import cairn.identity.federation.mapping.Mapped.MappedGroup;
import cairn.identity.federation.mapping.Mapped.MappedProject;
import cairn.identity.federation.mapping.Mapped.MappedUser;
import cairn.identity.wire.Refusals;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Applies a mapping to an assertion: every rule whose requirements are met adds what it names; of
 * users the first one counts, of projects the last list. Pure.
 */
public final class MappingRules {
  private final Mapping mapping;
  private Optional<MappedUser> user = Optional.empty();
  private final Set<String> groupIds = new LinkedHashSet<>();
  private final List<MappedGroup> groups = new ArrayList<>();
  private List<MappedProject> projects = List.of();
  private DomainRef lastDomain = DomainRef.NONE;
  private boolean matched;

  private MappingRules(Mapping mapping) {
    this.mapping = mapping;
  }

  /**
   * What the mapping makes of the assertion.
   *
   * @throws cairn.common.CloudException UNAUTHENTICATED when it makes nothing of it
   */
  public static Mapped apply(Mapping mapping, Map<String, List<String>> assertion) {
    var rules = new MappingRules(mapping);
    for (var rule : mapping.rules()) {
      Requirements.match(rule.path("remote"), assertion)
          .ifPresent(values -> rules.take(rule.path("local"), new Template(values)));
    }
    return rules.result();
  }

  private Mapped result() {
    if (!matched) {
      throw Refusals.unauthenticated(
          "no rule of mapping %s fits the assertion".formatted(mapping.id()));
    }
    var found =
        user.orElseGet(() ->
            new MappedUser(
                Optional.empty(), Optional.empty(), Optional.empty(), DomainRef.NONE, false));
    if (mapping.honoursDomain() && !found.domain().named()) {
      found = new MappedUser(found.id(), found.name(), found.email(), lastDomain, found.local());
    }
    return new Mapped(found, groupIds, groups.stream().distinct().toList(), projects);
  }

  private void take(JsonNode local, Template template) {
    for (var part : local) {
      matched = true;
      var domain = domain(part.path("domain"), template);
      lastDomain = domain;
      if (part.has("user") && user.isEmpty()) {
        user = Optional.of(user(part.path("user"), template));
      }
      if (part.has("group")) {
        group(part.path("group"), template);
      }
      if (part.has("groups")) {
        template
            .texts(part.path("groups").stringValue())
            .forEach(name -> groups.add(namedGroup(name, domain)));
      }
      if (part.has("group_ids")) {
        groupIds.addAll(template.texts(part.path("group_ids").stringValue()));
      }
      if (part.has("projects") || part.has("projects_json")) {
        projects = projects(part, template, domain);
      }
    }
  }

  private static MappedUser user(JsonNode user, Template template) {
    return new MappedUser(
        text(user, "id", template),
        text(user, "name", template),
        text(user, "email", template),
        domain(user.path("domain"), template),
        user.path("type").asString("").equals("local"));
  }

  private void group(JsonNode group, Template template) {
    var id = text(group, "id", template);
    if (id.isPresent()) {
      groupIds.add(id.get());
    } else {
      groups.add(
          new MappedGroup(
              text(group, "name", template).orElse(""), domain(group.path("domain"), template)));
    }
  }

  /** A group's name, or {@code JSON:} and an object with its name and domain. */
  private static MappedGroup namedGroup(String text, DomainRef domain) {
    if (text.startsWith("JSON:")) {
      var group = parsed(text.substring("JSON:".length()));
      var literal = new Template(List.of());
      return new MappedGroup(
          group.path("name").asString(""), domain(group.path("domain"), literal));
    }
    if (!domain.named()) {
      throw Refusals.unauthenticated("a rule has groups and no domain");
    }
    return new MappedGroup(text, domain);
  }

  private List<MappedProject> projects(JsonNode part, Template template, DomainRef domain) {
    var found = new ArrayList<MappedProject>();
    for (var project : part.path("projects")) {
      found.add(project(project, template, domain));
    }
    if (part.has("projects_json")) {
      var literal = new Template(List.of());
      for (var text : template.texts(part.path("projects_json").stringValue())) {
        var given = parsed(text);
        for (var project : given.isObject() ? List.of(given) : given) {
          found.add(project(project, literal, domain));
        }
      }
    }
    return found;
  }

  private MappedProject project(JsonNode project, Template template, DomainRef domain) {
    var own = domain(project.path("domain"), template);
    return new MappedProject(
        text(project, "name", template).orElse(""),
        own.named() || !mapping.honoursDomain() ? own : domain,
        project
            .path("roles")
            .valueStream()
            .flatMap(role -> text(role, "name", template).stream())
            .toList());
  }

  private static JsonNode parsed(String text) {
    try {
      return Json.parse(text);
    } catch (JacksonException e) {
      throw Refusals.unauthenticated("what should be JSON in the assertion is none");
    }
  }

  private static DomainRef domain(JsonNode domain, Template template) {
    return new DomainRef(text(domain, "id", template), text(domain, "name", template));
  }

  private static Optional<String> text(JsonNode node, String key, Template template) {
    var value = node.path(key);
    return value.isString() ? Optional.of(template.text(value.stringValue())) : Optional.empty();
  }
}
