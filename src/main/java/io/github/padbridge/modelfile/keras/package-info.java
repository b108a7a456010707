/** Keras models: their {@code config.json} as rows. */
@NullMarked
package io.github.padbridge.modelfile.keras;

import org.jspecify.annotations.NullMarked;
