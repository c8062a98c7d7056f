package cairn.simulation;

/** The server's process ends here: an Error, so that no code of the server goes on after it. */
final class ServerDied extends Error {
  private static final long serialVersionUID = 1L;

  ServerDied(String where) {
    super(where, null, false, false);
  }
}
