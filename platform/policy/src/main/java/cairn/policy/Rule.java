package cairn.policy;

/**
 * One permission.
 *
 * @param name as in policy files: {@code os_compute_api:servers:show}
 * @param check its default in oslo.policy's language
 * @param description one line for the operator who may change it
 */
public record Rule(String name, String check, String description) {}
