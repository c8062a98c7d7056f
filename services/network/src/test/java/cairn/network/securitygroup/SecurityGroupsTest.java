package cairn.network.securitygroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.CloudException;
import cairn.network.ExternalNetwork;
import cairn.network.NetworkFixture;
import cairn.testkit.http.FakeTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SecurityGroupsTest {
  private static NetworkFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new NetworkFixture();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private static List<SecurityGroupId> resolve(String project, String... names) {
    return fixture
        .database()
        .inTransaction(tx ->
            fixture
                .module()
                .securityGroups()
                .resolve(tx, FakeTokens.caller("ann", "member", project), List.of(names)));
  }

  @Test
  void aProjectHasOneDefaultGroupHoweverManyAskForItAtOnce() throws Exception {
    var asked = new ArrayList<Future<List<SecurityGroupId>>>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var i = 0; i < 24; i++) {
        asked.add(threads.submit(() -> resolve("crowd")));
      }
    }
    var groups = new ArrayList<SecurityGroupId>();
    for (var answer : asked) {
      groups.addAll(answer.get());
    }
    assertThat(groups).hasSize(24);
    assertThat(groups.stream().distinct()).hasSize(1);
  }

  @Test
  void groupsAreFoundByNameAndId() {
    var byDefault = resolve("p1");
    assertThat(resolve("p1", "default")).isEqualTo(byDefault);
    assertThat(resolve("p1", byDefault.getFirst().toString(), "default")).isEqualTo(byDefault);
    assertThatThrownBy(() -> resolve("p1", "nothing"))
        .isInstanceOf(CloudException.class)
        .hasMessage("Security group nothing not found.");
    assertThatThrownBy(() -> resolve("p2", byDefault.getFirst().toString()))
        .isInstanceOf(CloudException.class);
  }

  @Test
  void aNameThatTwoGroupsHaveIsRefused() {
    fixture
        .database()
        .run(tx -> {
          var groups = fixture.module().securityGroups();
          groups.create(tx, "p3", "twin", "", true);
          groups.create(tx, "p3", "twin", "", true);
        });
    assertThatThrownBy(() -> resolve("p3", "twin"))
        .isInstanceOfSatisfying(
            CloudException.class, e -> assertThat(e.type()).isEqualTo("NoUniqueMatch"));
  }

  @Test
  void serversAreNotPluggedIntoTheOutsideUnlessAskedTo() {
    fixture.module().ensureExternalNetwork(ExternalNetwork.usual("p1"));
    var own = fixture.network("own");
    var available =
        fixture
            .database()
            .read(tx ->
                fixture
                    .module()
                    .networks()
                    .available(tx, FakeTokens.caller("ann", "member", "p1")));
    assertThat(available).extracting(network -> network.id()).containsExactly(own.id());
  }
}
