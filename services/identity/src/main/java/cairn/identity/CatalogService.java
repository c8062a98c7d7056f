package cairn.identity;

/**
 * A service that this program serves, for the catalog.
 *
 * @param type as clients look for it, {@code compute}
 * @param name as operators know it, {@code nova}
 * @param path on the one port, {@code /compute}
 * @param version what follows the path in the catalog, {@code /v2.1}; may be empty
 */
public record CatalogService(String type, String name, String path, String version) {}
