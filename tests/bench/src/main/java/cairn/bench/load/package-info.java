/**
 * The load: clients that send one request after the other on a connection of their own and know
 * just enough of HTTP/1.1 to be cheap, so that the cloud gets the machine.
 */
@NullMarked
package cairn.bench.load;

import org.jspecify.annotations.NullMarked;
