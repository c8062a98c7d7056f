/**
 * HTTP as data: a service declares its {@link cairn.http.Routes}, and from that one table come the
 * dispatch, the microversion negotiation, the checks of token, permission and body, the audit line
 * and the OpenAPI document.
 *
 * <p>A request runs on one virtual thread in plain blocking code: {@link cairn.http.HttpServer} →
 * {@link cairn.http.Dispatcher} → the route's handler. Only a route that waits for nothing ({@link
 * cairn.http.Routes.Declaration#prompt}) is answered by the server's own thread.
 */
@NullMarked
package cairn.http;

import org.jspecify.annotations.NullMarked;
