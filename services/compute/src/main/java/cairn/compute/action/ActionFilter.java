package cairn.compute.action;

import cairn.compute.wire.Page;
import java.time.Instant;
import java.util.Optional;

/** Which entries of a server's log are asked for. */
record ActionFilter(Optional<Instant> since, Optional<Instant> before, Page page) {}
