/**
 * The words of placement: what kinds of resources there are and what traits a provider can have.
 * Most are standard ones that all OpenStack clouds share (os-resource-classes and os-traits); the
 * operators add their own, which begin with {@code CUSTOM_}.
 */
@NullMarked
package cairn.placement.vocabulary;

import org.jspecify.annotations.NullMarked;
