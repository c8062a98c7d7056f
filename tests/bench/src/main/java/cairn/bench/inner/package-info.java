/**
 * The inner loops, measured by JMH in a JVM of their own, without a cloud. A benchmark lives in the
 * package of what it measures, since most of that is package-private.
 */
@NullMarked
package cairn.bench.inner;

import org.jspecify.annotations.NullMarked;
