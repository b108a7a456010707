package io.github.padbridge.spec;

/**
 * The numbers a case brings with it, in the layouts of the layer's framework.
 *
 * @param x the input
 * @param weight the weight; null where the layer has none
 * @param bias null where the layer has none
 * @param y what the framework answered, or null where the case does not say
 */
public record CaseTensors(Tensor x, Tensor weight, Tensor bias, Tensor y) {}
