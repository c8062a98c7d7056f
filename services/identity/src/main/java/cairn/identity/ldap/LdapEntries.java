package cairn.identity.ldap;

import cairn.common.Json;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a domain's settings make of entries, and which entries they ask for. Immutable. */
final class LdapEntries {
  private final LdapSettings settings;

  LdapEntries(LdapSettings settings) {
    this.settings = settings;
  }

  /** Users, or those with that value of that attribute. */
  Filter users(Optional<String> attribute, String value) throws LDAPException {
    return filter("user", attribute.map(name -> Filter.createEqualityFilter(name, value)));
  }

  /** Groups, or those with that value of that attribute. */
  Filter groups(Optional<String> attribute, String value) throws LDAPException {
    return filter("group", attribute.map(name -> Filter.createEqualityFilter(name, value)));
  }

  private Filter filter(String kind, Optional<Filter> more) throws LDAPException {
    var parts = new ArrayList<Filter>();
    var type = settings.text(kind + "_objectclass");
    if (type.isPresent()) {
      parts.add(Filter.createEqualityFilter("objectClass", type.get()));
    }
    var own = settings.text(kind + "_filter");
    if (own.isPresent()) {
      parts.add(Filter.create(own.get()));
    }
    more.ifPresent(parts::add);
    return Filter.createANDFilter(parts);
  }

  String userIdAttribute() {
    return settings.text("user_id_attribute", "cn");
  }

  String userNameAttribute() {
    return settings.text("user_name_attribute", "sn");
  }

  String groupIdAttribute() {
    return settings.text("group_id_attribute", "cn");
  }

  String groupNameAttribute() {
    return settings.text("group_name_attribute", "ou");
  }

  String memberAttribute() {
    return settings.text("group_member_attribute", "member");
  }

  boolean membersAreIds() {
    return settings.truth("group_members_are_ids");
  }

  /**
   * The user that an entry is; nobody without an id and a name.
   *
   * @param emulated the members of the group that stands for being enabled, where one does
   */
  Optional<LdapPerson> person(Entry entry, Optional<Set<String>> emulated) {
    var id = value(entry, userIdAttribute());
    var name = value(entry, userNameAttribute());
    if (id.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    var extra = Json.object();
    attribute(entry, "user", "mail").ifPresent(mail -> extra.put("email", mail));
    attribute(entry, "user", "description").ifPresent(text -> extra.put("description", text));
    settings
        .pairs("user_additional_attribute_mapping")
        .forEach((from, to) -> value(entry, from).ifPresent(text -> extra.put(to, text)));
    return Optional.of(
        new LdapPerson(
            id.get(),
            name.get(),
            entry.getDN(),
            emulated
                .map(members -> members.contains(normal(entry.getDN())))
                .orElseGet(() -> enabled(entry)),
            attribute(entry, "user", "default_project_id"),
            extra));
  }

  /** The group that an entry is. */
  Optional<LdapTeam> team(Entry entry) {
    var id = value(entry, groupIdAttribute());
    var name = value(entry, groupNameAttribute()).or(() -> id);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    var members = entry.getAttributeValues(memberAttribute());
    return Optional.of(
        new LdapTeam(
            id.get(),
            name.orElse(id.get()),
            entry.getDN(),
            attribute(entry, "group", "desc").orElse(""),
            members == null ? List.of() : List.of(members)));
  }

  /** A name of an entry so written that two of the same are equal. */
  static String normal(String dn) {
    try {
      return new com.unboundid.ldap.sdk.DN(dn).toNormalizedString();
    } catch (LDAPException e) {
      return dn.toLowerCase(Locale.ROOT);
    }
  }

  private boolean enabled(Entry entry) {
    if (settings.ignored("user", "enabled")) {
      return true;
    }
    var text =
        value(entry, settings.text("user_enabled_attribute", "enabled"))
            .orElseGet(() -> settings.text("user_enabled_default", "True"));
    var mask = settings.number("user_enabled_mask", 0);
    if (mask != 0) {
      var bits = text.matches("-?\\d{1,10}") ? Long.parseLong(text) : 0;
      return (bits & mask) != mask;
    }
    return text.equalsIgnoreCase("true") != settings.truth("user_enabled_invert");
  }

  private Optional<String> attribute(Entry entry, String kind, String name) {
    return settings.ignored(kind, name.equals("mail") ? "email" : name)
        ? Optional.empty()
        : settings.text("%s_%s_attribute".formatted(kind, name)).flatMap(at -> value(entry, at));
  }

  private static Optional<String> value(Entry entry, String attribute) {
    return Optional.ofNullable(entry.getAttributeValue(attribute));
  }
}
