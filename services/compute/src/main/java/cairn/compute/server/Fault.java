package cairn.compute.server;

import java.time.Instant;

/**
 * Why a server is in ERROR.
 *
 * @param code in the terms of HTTP
 * @param message for the user
 * @param details for the operator alone
 */
public record Fault(int code, String message, String details, Instant created) {}
