/**
 * What the user asked for: a PyTorch convolution, validated by PyTorch's own rules, and the readers
 * that make one from JSON.
 *
 * <p>Follows {@code torch.nn.ConvNd} and {@code torch.nn.ConvTransposeNd} in names, defaults and
 * checks. Must not know TensorFlow, plans, or how anything is written out or executed.
 */
package io.github.padbridge.spec;
