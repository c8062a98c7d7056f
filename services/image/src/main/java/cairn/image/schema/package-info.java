/** The JSON schemas that the Image API publishes of its own documents. */
@NullMarked
package cairn.image.schema;

import org.jspecify.annotations.NullMarked;
