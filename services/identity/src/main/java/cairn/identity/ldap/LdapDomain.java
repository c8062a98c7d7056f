package cairn.identity.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The users and groups of one domain, as its server has them now. Safe for many threads. */
final class LdapDomain {
  private final LdapSettings settings;
  private final LdapEntries entries;
  private final LdapServer server;

  LdapDomain(LdapSettings settings) {
    this.settings = settings;
    this.entries = new LdapEntries(settings);
    this.server = new LdapServer(settings);
  }

  /** All users, or those of that name. */
  List<LdapPerson> people(Optional<String> name) {
    return people(name.map(_ -> entries.userNameAttribute()), name.orElse(""));
  }

  Optional<LdapPerson> personOfId(String localId) {
    return people(Optional.of(entries.userIdAttribute()), localId).stream().findFirst();
  }

  /** All groups, or those of that name. */
  List<LdapTeam> teams(Optional<String> name) {
    return teams(name.map(_ -> entries.groupNameAttribute()), name.orElse(""));
  }

  Optional<LdapTeam> teamOfId(String localId) {
    return teams(Optional.of(entries.groupIdAttribute()), localId).stream().findFirst();
  }

  /** The groups that somebody is in. */
  List<LdapTeam> teamsOf(LdapPerson person) {
    var member = entries.membersAreIds() ? person.localId() : person.dn();
    return teams(Optional.of(entries.memberAttribute()), member);
  }

  /** The users that are in a group; members that are none are passed over. */
  List<LdapPerson> membersOf(LdapTeam team) {
    var ids = entries.membersAreIds();
    var members = new HashSet<String>();
    team.members().forEach(member -> members.add(ids ? member : LdapEntries.normal(member)));
    return people(Optional.empty()).stream()
        .filter(
            person -> members.contains(ids ? person.localId() : LdapEntries.normal(person.dn())))
        .toList();
  }

  boolean accepts(LdapPerson person, String password) {
    return server.accepts(person.dn(), password);
  }

  private List<LdapPerson> people(Optional<String> attribute, String value) {
    return read(server.search(settings.userTree(), filter(() -> entries.users(attribute, value))));
  }

  private List<LdapTeam> teams(Optional<String> attribute, String value) {
    var filter = filter(() -> entries.groups(attribute, value));
    return server.search(settings.groupTree(), filter).stream()
        .flatMap(entry -> entries.team(entry).stream())
        .toList();
  }

  private List<LdapPerson> read(List<Entry> found) {
    var emulated = found.isEmpty() ? Optional.<Set<String>>empty() : emulated();
    return found.stream().flatMap(entry -> entries.person(entry, emulated).stream()).toList();
  }

  /** The members of the group that stands for being enabled, where one does. */
  private Optional<Set<String>> emulated() {
    if (!settings.truth("user_enabled_emulation")) {
      return Optional.empty();
    }
    var dn =
        settings
            .text("user_enabled_emulation_dn")
            .orElseGet(() -> "cn=enabled_users," + settings.userTree());
    var attribute =
        settings.truth("user_enabled_emulation_use_group_config")
            ? entries.memberAttribute()
            : "member";
    var members = new HashSet<String>();
    for (var entry : server.entry(dn)) {
      var values = entry.getAttributeValues(attribute);
      for (var value : values == null ? new String[0] : values) {
        members.add(LdapEntries.normal(value));
      }
    }
    return Optional.of(members);
  }

  private interface FilterSource {
    Filter get() throws LDAPException;
  }

  private static Filter filter(FilterSource source) {
    try {
      return source.get();
    } catch (LDAPException e) {
      throw new cairn.common.CloudException(
          cairn.common.CloudException.Kind.UNAVAILABLE,
          "The LDAP settings of the domain are wrong.",
          String.valueOf(e.getMessage()),
          e);
    }
  }
}
