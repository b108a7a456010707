package io.github.padbridge.modelfile.pt2;

import io.github.padbridge.model.ModelLayer;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of a program, its weight and its bias.
 *
 * @param row the convolution
 * @param tensor the name of its weight in the model; null if that is computed when the program runs
 * @param bias the name of its bias in the model; null if it has none, or that is computed
 */
public record WeightUse(ModelLayer row, @Nullable String tensor, @Nullable String bias) {}
