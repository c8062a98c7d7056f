/**
 * Key pairs: public keys that a user has under a name and has put into new servers. A private key
 * is made for those who ask for it (up to version 2.91), handed out once and never kept.
 */
@NullMarked
package cairn.compute.keypair;

import org.jspecify.annotations.NullMarked;
