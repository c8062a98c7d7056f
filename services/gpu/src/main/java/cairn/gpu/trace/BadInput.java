package cairn.gpu.trace;

/** A file or an option that makes no sense; the message says in one line which, where and why. */
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BadInput(String message) {
    super(message);
  }
}
