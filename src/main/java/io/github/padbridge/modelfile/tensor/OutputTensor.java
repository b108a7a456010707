package io.github.padbridge.modelfile.tensor;

/**
 * A tensor to write.
 *
 * @param name in the written file
 * @param shape in the written file
 * @param elements its elements in the order in which they are written
 */
public record OutputTensor(String name, long[] shape, FileTensor elements) {}
