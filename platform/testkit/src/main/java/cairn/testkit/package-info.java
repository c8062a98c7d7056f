/**
 * What tests share: a real PostgreSQL with a fresh database for each test class, a clock and a
 * randomness that a test commands, seeded properties, and the checks that cover every statement and
 * every job step of the program.
 */
@NullMarked
package cairn.testkit;

import org.jspecify.annotations.NullMarked;
