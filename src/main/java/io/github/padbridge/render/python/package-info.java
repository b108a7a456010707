/**
 * Plans as Python code for TensorFlow 2, Keras 3 or PyTorch 2, laid out as the formatter "black"
 * would.
 *
 * <p>{@link io.github.padbridge.render.python.CodeWriter} alone knows indentation and line lengths;
 * each framework's function class alone knows how a step is said. Must not know the command line,
 * nor how anything is executed.
 */
@NullMarked
package io.github.padbridge.render.python;

import org.jspecify.annotations.NullMarked;
