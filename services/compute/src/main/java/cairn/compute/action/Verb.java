package cairn.compute.action;

import java.util.Locale;

/** What can be asked of a server. */
public enum Verb {
  CREATE("compute__do_build_and_run_instance"),
  START("compute_start_instance"),
  STOP("compute_stop_instance"),
  REBOOT("compute_reboot_instance"),
  DELETE("compute_terminate_instance"),
  ATTACH_INTERFACE("compute_attach_interface"),
  DETACH_INTERFACE("compute_detach_interface"),
  LOCK("api_lock"),
  UNLOCK("api_unlock");

  private final String event;

  Verb(String event) {
    this.event = event;
  }

  /** Its name on the wire. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of the one event that it consists of. */
  String event() {
    return event;
  }
}
