/**
 * The truth: one PostgreSQL database, spoken to in plain SQL.
 *
 * <p>{@link Database} hands out transactions, which are passed along as values, so that one of them
 * can span several services. {@link Query} binds named parameters and reads {@link Row}s; {@link
 * Listing} makes the pages of a list; {@link Migrations} brings the schema up to date; {@link
 * ChangeFeed} tells what was committed; {@link EmbeddedPostgres} runs the engine itself where the
 * operator brought none. Where no other process writes, statements that say so are answered out of
 * memory, exactly ({@link Database#remember}).
 *
 * <p>The SQL of a noun stands in its {@code *Store} class as {@code static final String} text
 * blocks, so that one test can prepare every statement of the program.
 */
@NullMarked
package cairn.sql;

import org.jspecify.annotations.NullMarked;
