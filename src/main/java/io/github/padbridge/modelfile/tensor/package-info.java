/**
 * Tensors of files: NumPy {@code .npy} and {@code .npz}, and {@code .safetensors}. Sizes are
 * checked before anything is read, and pickled objects are never read. This package must not know
 * layers.
 */
@NullMarked
package io.github.padbridge.modelfile.tensor;

import org.jspecify.annotations.NullMarked;
