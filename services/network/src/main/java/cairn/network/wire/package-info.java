/**
 * The Networking API's habits, as data and in one place: which attributes a noun has and who may
 * set them ({@link cairn.network.wire.Shape}), what a list request asks for ({@link
 * cairn.network.wire.ListRequest}) and how it becomes SQL conditions ({@link
 * cairn.network.wire.Filters}), how a noun is written ({@link cairn.network.wire.JsonOut}), and the
 * five routes that every noun has ({@link cairn.network.wire.NounRoutes}).
 */
@NullMarked
package cairn.network.wire;

import org.jspecify.annotations.NullMarked;
