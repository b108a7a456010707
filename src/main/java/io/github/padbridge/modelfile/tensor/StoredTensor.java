package io.github.padbridge.modelfile.tensor;

import io.github.padbridge.layer.Tensor;

/**
 * A tensor of a file.
 *
 * @param type that its numbers have in the file
 */
public record StoredTensor(NumberType type, Tensor tensor) {}
