package cairn.invariants;

/**
 * Something that must not be.
 *
 * @param sentence says what is wrong when the query finds rows
 */
record Rule(String sentence, String sql) {}
