/**
 * From a spec to a plan: which TensorFlow steps compute PyTorch's numbers, and why.
 *
 * <p>Must not know how a plan is written out or executed. Sources: the documentation of {@code
 * tf.nn.convNd} and {@code tf.nn.convNd_transpose}; "VALID" is the only padding used, since "SAME"
 * depends on the input's size.
 */
package io.github.padbridge.translate;
