package io.github.padbridge.modelfile.pt2;

import io.github.padbridge.model.ModelLayer;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of a program and its weight.
 *
 * @param row the convolution
 * @param tensor the name of its weight in the model; null if that is computed when the program runs
 */
public record WeightUse(ModelLayer row, @Nullable String tensor) {}
