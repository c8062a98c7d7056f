package cairn.app;

import cairn.identity.CatalogService;
import java.util.List;

/** The services that the catalog lists, with their paths on the one port. */
final class Catalog {
  static final List<CatalogService> SERVICES =
      List.of(
          new CatalogService("identity", "keystone", "/identity", ""),
          new CatalogService("compute", "nova", "/compute", "/v2.1"),
          new CatalogService("network", "neutron", "/network", ""),
          new CatalogService("image", "glance", "/image", ""),
          new CatalogService("placement", "placement", "/placement", ""));

  private Catalog() {}
}
