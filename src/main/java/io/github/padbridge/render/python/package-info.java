/**
 * Plans as Python code for TensorFlow 2, Keras 3 or PyTorch 2, laid out like the formatter "black".
 *
 * <p>{@link io.github.padbridge.render.python.CodeWriter} alone knows indentation and line lengths;
 * the function class of each framework alone knows the code of a step. This package must not know
 * the command line or execution.
 */
@NullMarked
package io.github.padbridge.render.python;

import org.jspecify.annotations.NullMarked;
