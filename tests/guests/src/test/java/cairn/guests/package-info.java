/**
 * Real guests under real QEMU and OVN, reached as a user reaches them: by {@code ./cairn}, the
 * unmodified {@code openstack} client and SSH. All classes share one cloud, which {@link
 * cairn.guests.RealCloud} brings up at the first use and takes down after the last.
 */
@NullMarked
package cairn.guests;

import org.jspecify.annotations.NullMarked;
