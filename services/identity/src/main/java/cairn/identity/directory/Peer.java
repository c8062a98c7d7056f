package cairn.identity.directory;

/** An enabled service provider: a cloud that trusts this one, as each token's document names it. */
public record Peer(String id, String authUrl, String serviceUrl) {}
