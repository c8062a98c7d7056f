/**
 * Credentials: secrets that this service keeps for users, sealed with keys of their own: the keys
 * of the EC2 and S3 protocols, seeds of one-time passwords, certificates and whatever else clients
 * store. For EC2 and S3 it also checks the signatures that were made with them.
 */
@NullMarked
package cairn.identity.credential;

import org.jspecify.annotations.NullMarked;
