/**
 * Mappings: rules that make, of what somebody else says about a user, a user of ours with groups
 * and projects. The language is Keystone's. A rule has a remote side, whose every requirement an
 * assertion must meet and some of whose values are numbered, and a local side, in which the numbers
 * stand for the values.
 */
@NullMarked
package cairn.identity.federation.mapping;

import org.jspecify.annotations.NullMarked;
