/**
 * Plans as Python code for TensorFlow 2, laid out as the formatter "black" would.
 *
 * <p>{@link io.github.padbridge.render.python.CodeWriter} alone knows indentation and line lengths;
 * {@link io.github.padbridge.render.python.TensorFlowFunction} alone knows how a step is said. Must
 * not know the command line, nor how anything is executed.
 */
package io.github.padbridge.render.python;
