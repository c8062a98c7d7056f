/**
 * What {@code cairn doctor} looks at on a host: each {@link cairn.app.doctor.Finding} says what is
 * so and, where it matters, what to do.
 */
@NullMarked
package cairn.app.doctor;

import org.jspecify.annotations.NullMarked;
