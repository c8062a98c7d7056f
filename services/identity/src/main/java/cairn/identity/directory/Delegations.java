package cairn.identity.directory;

import cairn.sql.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The part of the directory by which users give roles away: trusts and access tokens. Safe for many
 * threads.
 */
public final class Delegations {
  /** Chains of trusts are not longer. */
  private static final int DEPTH_MAX = 64;

  private final DelegationStore store = new DelegationStore();
  private final Map<String, TrustEntry> trusts = new ConcurrentHashMap<>();
  private final Map<String, AccessTokenEntry> accessTokens = new ConcurrentHashMap<>();

  Delegations() {}

  public Optional<TrustEntry> trust(String id) {
    return Optional.ofNullable(trusts.get(id));
  }

  public Optional<AccessTokenEntry> accessToken(String id) {
    return Optional.ofNullable(accessTokens.get(id));
  }

  /**
   * The trust, the one that it was given on from, and so on to the first; empty when one of them is
   * gone.
   */
  public List<TrustEntry> pedigree(String trustId) {
    var chain = new ArrayList<TrustEntry>();
    var next = Optional.of(trustId);
    while (next.isPresent()) {
      var trust = trust(next.get());
      if (trust.isEmpty() || chain.size() == DEPTH_MAX) {
        return List.of();
      }
      chain.add(trust.get());
      next = trust.get().redelegatedFrom();
    }
    return chain;
  }

  void reload(Transaction tx) {
    var all = Optional.<String>empty();
    Directory.replace(trusts, Directory.byId(store.trusts(tx, all), TrustEntry::id));
    Directory.replace(
        accessTokens, Directory.byId(store.accessTokens(tx, all), AccessTokenEntry::id));
  }

  void readTrust(Transaction tx, String id) {
    Directory.put(trusts, id, store.trusts(tx, Optional.of(id)).stream().findFirst());
  }

  void readAccessToken(Transaction tx, String id) {
    Directory.put(accessTokens, id, store.accessTokens(tx, Optional.of(id)).stream().findFirst());
  }
}
