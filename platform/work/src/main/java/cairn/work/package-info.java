/**
 * Work that takes longer than a request.
 *
 * <p>A {@link Job} is a row in PostgreSQL and a class of labelled steps. A transaction that starts
 * one commits it together with what it is about; a {@link JobEngine} of any server then takes it by
 * a lease and does one step after the other. Each step may run twice and ends by naming what comes
 * next, which is committed once. A step that throws is tried again, later each time; a job that
 * cannot go on is abandoned, so that its service can say so on the resource, and stays on a list
 * for the operator to look at and retry.
 *
 * <p>A {@link Reconciler} takes no input: it reads what is wanted and what is, and closes the gap,
 * again and again.
 */
@NullMarked
package cairn.work;

import org.jspecify.annotations.NullMarked;
