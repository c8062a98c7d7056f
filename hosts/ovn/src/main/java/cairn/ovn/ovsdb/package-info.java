/**
 * A client of OVSDB, the database that Open vSwitch and OVN are told by and tell through (RFC 7047
 * and the extensions of ovsdb-server(7)). {@link cairn.ovn.ovsdb.Ovsdb} keeps one connection and a
 * live copy of the tables that it was asked to watch; {@link cairn.ovn.ovsdb.Operation}s are sent
 * in transactions.
 */
@NullMarked
package cairn.ovn.ovsdb;

import org.jspecify.annotations.NullMarked;
