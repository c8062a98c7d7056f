/**
 * HTTP stories: conversations in YAML that are held with a real server over a real socket.
 *
 * <pre>
 * - name: a member makes a key pair
 *   as: ann/member/p1            # user/role[+role]/project; "system" or "-" as project for other scopes
 *   POST: /compute/v2.1/os-keypairs
 *   headers: {X-OpenStack-Nova-API-Version: "2.2"}
 *   body: {keypair: {name: k1}}
 *   status: 201
 *   expect: {keypair.name: k1, keypair.id: null}   # a path of keys and indexes; null: absent or null
 *   expectHeaders: {Location: /~.+/}               # /~.../ is a regular expression for the whole
 *   contains: text of the raw body
 *   eventually: true                               # a GET is asked again until it has this status
 *   save: {key: keypair.name}                      # later ${key} in paths, headers and bodies
 * </pre>
 */
@NullMarked
package cairn.testkit.http;

import org.jspecify.annotations.NullMarked;
