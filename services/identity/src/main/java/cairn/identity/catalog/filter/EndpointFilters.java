package cairn.identity.catalog.filter;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.identity.directory.Directory;
import cairn.identity.directory.Topic;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.util.List;

/** Decides what is put beside projects. Safe for many threads. */
final class EndpointFilters {
  private final Database database;
  private final Directory directory;
  private final EndpointFilterStore store = new EndpointFilterStore();

  EndpointFilters(Database database, Directory directory) {
    this.database = database;
    this.directory = directory;
  }

  List<String> projectsOfEndpoint(String endpointId) {
    return database.read(tx -> store.projectsOfEndpoint(tx, endpointId));
  }

  List<String> projectsOfGroup(String groupId) {
    return database.read(tx -> store.projectsOfGroup(tx, groupId));
  }

  /** The ids of those that its catalog is limited to; none when it is not limited. */
  List<String> endpointsOfProject(String projectId) {
    return database.read(tx -> store.endpointsOfProject(tx, projectId));
  }

  void requireEndpoint(String projectId, String endpointId) {
    if (!database.read(tx -> store.hasEndpoint(tx, projectId, endpointId))) {
      throw noEndpoint(projectId, endpointId);
    }
  }

  void addEndpoint(String projectId, String endpointId) {
    database.run(tx -> {
      store.addEndpoint(tx, projectId, endpointId);
      changed(tx, projectId);
    });
  }

  void removeEndpoint(String projectId, String endpointId) {
    database.run(tx -> {
      if (!store.removeEndpoint(tx, projectId, endpointId)) {
        throw noEndpoint(projectId, endpointId);
      }
      changed(tx, projectId);
    });
  }

  void requireGroup(String projectId, String groupId) {
    if (!database.read(tx -> store.hasGroup(tx, projectId, groupId))) {
      throw noGroup();
    }
  }

  void addGroup(String projectId, String groupId) {
    database.run(tx -> {
      store.addGroup(tx, projectId, groupId);
      changed(tx, projectId);
    });
  }

  void removeGroup(String projectId, String groupId) {
    database.run(tx -> {
      if (!store.removeGroup(tx, projectId, groupId)) {
        throw noGroup();
      }
      changed(tx, projectId);
    });
  }

  private void changed(Transaction tx, String projectId) {
    directory.changed(tx, Topic.CATALOG, projectId);
  }

  private static CloudException noEndpoint(String projectId, String endpointId) {
    return new CloudException(
        Kind.NOT_FOUND, "Endpoint %s not found in project %s".formatted(endpointId, projectId));
  }

  private static CloudException noGroup() {
    return new CloudException(Kind.NOT_FOUND, "Endpoint Group Project Association not found");
  }
}
