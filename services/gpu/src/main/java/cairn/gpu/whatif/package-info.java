/**
 * What an operator asks of his own fleet and queue: how many GPUs are stranded now, for which
 * tasks, and what adding a node, splitting GPUs or moving tasks would set free. Each answer is an
 * experiment on a copy: {@link cairn.gpu.whatif.Situation} is the fleet with what runs and what
 * waits, the change is made, the queue is offered the fleet again in its order, and what then
 * starts is counted.
 */
@NullMarked
package cairn.gpu.whatif;

import org.jspecify.annotations.NullMarked;
