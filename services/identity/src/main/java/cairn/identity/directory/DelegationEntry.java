package cairn.identity.directory;

/** What validating a token needs of the thing by which a user gave some of their roles away. */
public sealed interface DelegationEntry
    permits ApplicationCredentialEntry, TrustEntry, AccessTokenEntry {}
