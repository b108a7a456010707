package io.github.padbridge.spec;

/**
 * The numbers a case brings with it, in PyTorch's layouts.
 *
 * @param x the input
 * @param weight the weight
 * @param bias null where the layer has none
 * @param y what PyTorch answered, or null where the case does not say
 */
public record CaseTensors(Tensor x, Tensor weight, Tensor bias, Tensor y) {}
