package cairn.placement.candidate;

import cairn.placement.wire.Needs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Finds the candidates that one tree of providers has for a question. Pure. */
final class TreeSearch {
  /** Partial solutions of one tree; what is beyond it is not looked at. */
  private static final int PARTIAL_MAX = 5_000;

  private final Question question;
  private final Map<UUID, Node> nodes = new TreeMap<>();

  TreeSearch(Question question, Collection<Node> tree) {
    this.question = question;
    tree.forEach(node -> nodes.put(node.id(), node));
  }

  List<Candidate> candidates() {
    if (!rootFits()) {
      return List.of();
    }
    var partial = List.of(Candidate.NOTHING);
    for (var group : question.groups().entrySet()) {
      partial =
          group.getKey().isEmpty() && question.nested()
              ? spread(partial, group.getValue())
              : single(partial, group.getKey(), group.getValue());
    }
    return partial.stream()
        .filter(this::capacity)
        .filter(this::isolation)
        .filter(this::subtrees)
        .toList();
  }

  private boolean rootFits() {
    var root = nodes.values().stream().filter(node -> node.id().equals(node.root())).findFirst();
    return root.isPresent()
        && root.get().traits().containsAll(question.rootRequired())
        && root.get().traits().stream().noneMatch(question.rootForbidden()::contains);
  }

  /** Each way to have a group met by one provider. */
  private List<Candidate> single(List<Candidate> partial, String group, Needs needs) {
    var met = new ArrayList<Candidate>();
    for (var candidate : partial) {
      for (var node : nodes.values()) {
        var fits =
            allowed(node, needs)
                && hasTraits(node.traits(), needs)
                && needs.resources().entrySet().stream()
                    .allMatch(entry -> node.gives(entry.getKey(), entry.getValue()));
        if (fits && met.size() < PARTIAL_MAX) {
          met.add(candidate.with(group, node.id(), needs.resources()));
        }
      }
    }
    return met;
  }

  /** Each way to have the unnumbered group met by several providers, a class by each. */
  private List<Candidate> spread(List<Candidate> partial, Needs needs) {
    var met = partial;
    for (var entry : needs.resources().entrySet()) {
      var next = new ArrayList<Candidate>();
      for (var candidate : met) {
        for (var node : nodes.values()) {
          if (next.size() < PARTIAL_MAX
              && allowed(node, needs)
              && node.gives(entry.getKey(), entry.getValue())) {
            next.add(candidate.with("", node.id(), Map.of(entry.getKey(), entry.getValue())));
          }
        }
      }
      met = next;
    }
    return met.stream().filter(candidate -> hasTraits(traits(candidate), needs)).toList();
  }

  private Set<String> traits(Candidate candidate) {
    var traits = new HashSet<String>();
    for (var id : candidate.mappings().getOrDefault("", new TreeSet<>())) {
      traits.addAll(node(id).traits());
    }
    return traits;
  }

  private Node node(UUID id) {
    var node = nodes.get(id);
    if (node == null) {
      throw new IllegalStateException("not in this tree: " + id);
    }
    return node;
  }

  private static boolean hasTraits(Set<String> traits, Needs needs) {
    return needs.traits().stream().allMatch(any -> any.stream().anyMatch(traits::contains));
  }

  /** Whether a provider may take part at all; what its tree's top is in, it is in as well. */
  private boolean allowed(Node node, Needs needs) {
    var in = new HashSet<>(node.aggregates());
    in.addAll(node(node.root()).aggregates());
    return node.traits().stream().noneMatch(needs.forbidden()::contains)
        && needs.memberOf().stream().allMatch(any -> any.stream().anyMatch(in::contains))
        && needs.notMemberOf().stream().noneMatch(in::contains)
        && needs.inTree().map(nodes::containsKey).orElse(true);
  }

  private boolean capacity(Candidate candidate) {
    return candidate.resources().entrySet().stream()
        .allMatch(entry ->
            entry.getValue().entrySet().stream()
                .allMatch(amount -> node(entry.getKey()).has(amount.getKey(), amount.getValue())));
  }

  private boolean isolation(Candidate candidate) {
    if (!question.isolated()) {
      return true;
    }
    var seen = new HashSet<UUID>();
    for (var entry : candidate.mappings().entrySet()) {
      var needs = question.groups().get(entry.getKey());
      if (entry.getKey().isEmpty() || needs == null || needs.resources().isEmpty()) {
        continue;
      }
      for (var id : entry.getValue()) {
        if (!seen.add(id)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean subtrees(Candidate candidate) {
    return question.subtrees().stream()
        .allMatch(groups -> {
          var ids = new HashSet<UUID>();
          groups.forEach(
              group -> ids.addAll(candidate.mappings().getOrDefault(group, new TreeSet<>())));
          return ids.stream().anyMatch(top -> ids.stream().allMatch(id -> within(id, top)));
        });
  }

  private boolean within(UUID id, UUID top) {
    return id.equals(top) || node(id).parent().map(parent -> within(parent, top)).orElse(false);
  }
}
